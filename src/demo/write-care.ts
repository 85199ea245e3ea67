import { askedValues, type CareValue, type CareValues, noCareValues } from '#domain/care-values'
import type { LifeStage } from '#domain/life-stage'
import type { LocalDate } from '#domain/local-date'
import type { MembershipAnswer } from '#domain/membership'
import { hasJknCard } from '#domain/payer'
import { careOf, notedFrom } from '#hub/care'
import { findCareItem } from '#hub/rule-resources'
import { readCard } from '#hub/store/cards'
import { changeCare, listGivenCare, noteCare } from '#hub/store/care-events'
import { settleCoverage } from '#hub/store/coverages'
import { noteMembership } from '#hub/store/memberships'
import type { Tx } from '#hub/store/open'
import { inventId } from './identity.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'

/** Rooms that keep at it note most of what they give, and not everything that is due is given. */
const shareGiven = 0.6
const shareMeasured = 0.8
const shareLookedUp = 0.5

type Where = { random: Random; staffId: string; at: number }

/** Marks some of what is due for whoever a room serves, as its screen would offer it; the items that were given. */
export async function giveCare(tx: Tx, legId: string, { random, staffId, at }: Where): Promise<string[]> {
  const noted: string[] = []
  const stay = await readCard(tx, legId)
  const where = { visit_id: stay.visitId, room_id: stay.roomId, staff_id: staffId, device_id: null, at }
  for (const { item: id, given } of careOf(stay, await listGivenCare(tx, [stay.patientId]))) {
    const item = findCareItem(id)
    if (given !== null || !item || !random.chance(shareGiven)) continue
    const careId = inventId(random, at)
    await noteCare(tx, careId, notedFrom(item, where))
    noted.push(item.id)
    const asked = askedValues(item.asks)
    if (asked.length === 0 || !random.chance(shareMeasured)) continue
    const { weight, ...others } = inventValues(random, asked, stay.lifeStage)
    await changeCare(tx, careId, { weight_kg: weight, ...others }, at)
  }
  return noted
}

const weights: Partial<Record<LifeStage, readonly [number, number]>> = {
  neonatus: [2, 4],
  bayi: [4, 10],
  balita: [9, 16],
  prasekolah: [14, 20],
  usia_sekolah: [18, 40],
}
const adultWeight = [42, 82] as const

function inventValues(random: Random, asked: readonly CareValue[], lifeStage: LifeStage | null): CareValues {
  const values: Record<CareValue, number> = {
    weight: random.int(...((lifeStage && weights[lifeStage]) ?? adultWeight)),
    systolic: random.int(100, 165),
    diastolic: random.int(62, 98),
    glucose: random.int(82, 210),
  }
  return { ...noCareValues, ...Object.fromEntries(asked.map((value) => [value, values[value]])) }
}

/** What the counter sees when it looks a JKN card up. */
export async function lookUpMembership(
  tx: Tx,
  { id, payer, cardNo }: DemoPerson,
  today: LocalDate,
  { random, staffId, at }: Where,
): Promise<void> {
  if (!hasJknCard(payer) || cardNo === null || !random.chance(shareLookedUp)) return
  const state = random.weigh<MembershipAnswer>({ aktif: 90, tidak_aktif: 7, tidak_diketahui: 3 })
  await noteMembership(tx, id, { state, at, staffId })
  await settleCoverage(tx, id, { today, at, newId: () => inventId(random, at) })
}
