import type { Payer } from '#domain/payer'
import type { Member } from './household.ts'
import type { Issuer } from './identity.ts'
import { type Flavour, flavours, inventSurname } from './names.ts'
import type { DemoPlace } from './place.ts'
import type { Random } from './random.ts'

/** What those who live together share. */
export type Home = {
  lines: Record<Member['line'], { flavour: Flavour; surname: string | null }>
  village: string
  street: string
  rt: string
  rw: string
  phone: string | null
  payer: Payer
}

export const payerWeights: Record<Payer, number> = {
  jkn_pbi: 46,
  jkn_pbpu_pemda: 16,
  jkn_ppu: 11,
  jkn_pbpu: 8,
  jkn_bp: 2,
  umum: 12,
  jamkesda: 3,
  program: 1,
  lain: 1,
}

const streets = 'Melati Mawar Kenanga Pala Cengkeh Kelapa Merdeka Pasar Nelayan'.split(' ')

/** Half of the homes follow the customs of the place, the others come from anywhere. */
export function inventHome(
  random: Random,
  issuer: Issuer,
  place: Pick<DemoPlace, 'inside' | 'outside' | 'flavour'>,
): Home {
  const his = random.chance(0.5) ? place.flavour : random.pick(flavours)
  const hers = random.chance(0.85) ? his : random.pick(flavours)
  return {
    lines: {
      husband: { flavour: his, surname: inventSurname(random, his) },
      wife: { flavour: hers, surname: inventSurname(random, hers) },
    },
    village: random.pick(random.chance(0.87) ? place.inside : place.outside),
    street: inventStreet(random),
    rt: String(random.int(1, 9)).padStart(3, '0'),
    rw: String(random.int(1, 6)).padStart(3, '0'),
    phone: random.chance(0.85) ? issuer.phone() : null,
    payer: random.weigh(payerWeights),
  }
}

function inventStreet(random: Random): string {
  const street = random.pick(streets)
  const kind = random.weigh({ 'Jl.': 5, Dusun: 4, Gang: 1 })
  return kind === 'Jl.' ? `Jl. ${street} No. ${random.int(1, 120)}` : `${kind} ${street}`
}
