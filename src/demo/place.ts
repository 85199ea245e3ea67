import type { Areas } from '#files/areas'
import type { Flavour } from './names.ts'
import { createRandom, type Random } from './random.ts'

/** Where the invented Puskesmas stands: real villages, a name that no village or district of Indonesia has. */
export type DemoPlace = {
  name: string
  code: string
  timeZone: 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura'
  /** Village codes of its kecamatan, the working area, and of a neighbouring one. */
  inside: string[]
  outside: string[]
  /** Whose names are most common here. */
  flavour: Flavour
}

type Spot = { district: string; neighbour: string; flavour: Flavour; timeZone: DemoPlace['timeZone'] }

const spots: readonly Spot[] = [
  { district: '820402', neighbour: '820412', flavour: 'islamic', timeZone: 'Asia/Jayapura' },
  { district: '910303', neighbour: '910302', flavour: 'papuan', timeZone: 'Asia/Jayapura' },
  { district: '510809', neighbour: '510604', flavour: 'balinese', timeZone: 'Asia/Makassar' },
  { district: '730803', neighbour: '730806', flavour: 'bugis', timeZone: 'Asia/Makassar' },
  { district: '320522', neighbour: '320523', flavour: 'sundanese', timeZone: 'Asia/Jakarta' },
  { district: '121701', neighbour: '121708', flavour: 'batak', timeZone: 'Asia/Jakarta' },
  { district: '340409', neighbour: '340410', flavour: 'javanese', timeZone: 'Asia/Jakarta' },
  { district: '610103', neighbour: '610104', flavour: 'chinese', timeZone: 'Asia/Jakarta' },
]

const landforms = ['Teluk', 'Bukit', 'Lembah', 'Muara', 'Rimba']
const virtues = ['Harapan', 'Kenangan', 'Pelangi', 'Cempaka', 'Seroja', 'Kasturi', 'Bestari', 'Purnama']

export function choosePlace(seed: string, areas: Areas): DemoPlace {
  const random = createRandom(`${seed}/place`)
  const { district, neighbour, flavour, timeZone } = random.pick(spots)
  const codesOf = (code: string) => areas.villagesOfDistrict(code).map((village) => village.code)
  return {
    name: `Puskesmas ${inventFacilityName(random, areas)}`,
    code: `DEMO-${district}`,
    timeZone,
    inside: codesOf(district),
    outside: codesOf(neighbour),
    flavour,
  }
}

/** A Puskesmas is called after its village or district, so a name that none of them has belongs to no real one. */
function inventFacilityName(random: Random, areas: Areas): string {
  for (;;) {
    const name = `${random.pick(landforms)} ${random.pick(virtues)}`
    if (areas.searchVillages(name).length === 0 && areas.searchDistricts(name).length === 0) return name
  }
}
