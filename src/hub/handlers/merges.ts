import type { HubOutputs } from '#contract/hub/hub'
import { refuse, sentenceOf } from '#domain/errors'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { findObstacle, mergeRecords, undoMerge } from '#hub/merging'
import {
  forgetDifferentPeople,
  listDifferentPeople,
  listKeptApart,
  pairKey,
  saveDifferentPeople,
} from '#hub/store/different-people'
import { readStanding } from '#hub/store/merge-sides'
import { listMerges } from '#hub/store/merges'
import type { Db } from '#hub/store/open'
import type { PatientHit } from '#hub/store/patient-hits'
import { readPatient, type StoredPatient } from '#hub/store/patients'

/** More would only be scrolled past. */
const mostKeptApart = 50

type Side = HubOutputs['merges']['compare']['first']

export const merges = {
  compare: hub.merges.compare.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.searches.end(context.page.deviceId)
    const { db } = staff.store
    const [first, second] = await readPair(db, input.firstId, input.secondId)
    const obstacle = await findObstacle(db, staff, first, second)
    const different = (await listDifferentPeople(db)).get(pairKey(first.id, second.id)) ?? null
    const answer = {
      first: await sideOf(first, staff),
      second: await sideOf(second, staff),
      different,
      obstacle: obstacle && sentenceOf(obstacle),
    }
    await staff.store.write(async (tx) => {
      for (const { id } of [first, second])
        await auditAs(tx, staff, {
          action: 'view',
          subject: 'patient',
          subjectId: id,
          detail: { compared: true },
        })
    })
    return answer
  }),

  merge: hub.merges.merge.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const merged = await staff.store.write(async (tx) => {
      const [kept, gone] = await readPair(tx, input.keptId, input.goneId)
      if (kept.revision !== input.keptRevision || gone.revision !== input.goneRevision)
        refuse('patient_changed')
      return mergeRecords(tx, staff, { kept, gone, take: input.take })
    })
    context.live.announce('visits', 'queue', 'doubles')
    return merged
  }),

  undo: hub.merges.undo.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const parted = await staff.store.write((tx) => undoMerge(tx, staff, input.mergeId))
    context.live.announce('visits', 'queue', 'doubles')
    return parted
  }),

  today: hub.merges.today.handler(async ({ context }) => {
    const { store, today } = await asStaff(context)
    return listMerges(store.db, today)
  }),

  sameNik: hub.merges.sameNik.handler(async ({ context }) => {
    const { total, pairs } = await context.reader.ask('sameNik', {})
    return {
      total,
      pairs: pairs.map(({ first, second, ...pair }) => ({
        ...pair,
        first: withVillage(first, context),
        second: withVillage(second, context),
      })),
    }
  }),

  keepApart: hub.merges.keepApart.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { reason } = input
    if (reason === '') refuse('reason_missing')
    const at = staff.system.now()
    await staff.store.write(async (tx) => {
      const [first, second] = await readPair(tx, input.firstId, input.secondId)
      await saveDifferentPeople(tx, [first.id, second.id], { reason, at, staffId: staff.staffId })
      await auditAs(tx, staff, {
        action: 'keep_apart',
        subject: 'patient',
        subjectId: first.id,
        detail: { other: second.id, reason },
      })
    })
    context.live.announce('doubles')
    return { reason, at }
  }),

  takeBack: hub.merges.takeBack.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await staff.store.write(async (tx) => {
      const [first, second] = await readPair(tx, input.firstId, input.secondId)
      const said = (await forgetDifferentPeople(tx, first.id, second.id)) ?? refuse('merge_outdated')
      await auditAs(tx, staff, {
        action: 'take_back_apart',
        subject: 'patient',
        subjectId: first.id,
        detail: { other: second.id, reason: said.reason },
      })
    })
    context.live.announce('doubles')
    return { takenBack: true as const }
  }),

  keptApart: hub.merges.keptApart.handler(async ({ context }) => {
    const { store } = await asStaff(context)
    return listKeptApart(store.db, mostKeptApart)
  }),
}

/** Both as the clerk sees them: a record that somebody else has merged meanwhile is another record now. */
async function readPair(db: Db, firstId: string, secondId: string): Promise<[StoredPatient, StoredPatient]> {
  if (firstId === secondId) refuse('merge_needs_two')
  const first = (await readPatient(db, firstId)) ?? refuse('patient_unknown')
  const second = (await readPatient(db, secondId)) ?? refuse('patient_unknown')
  if (first.id !== firstId || second.id !== secondId) refuse('merge_outdated')
  return [first, second]
}

async function sideOf(person: StoredPatient, staff: StaffContext): Promise<Side> {
  const village = person.villageCode === null ? null : staff.areas.villageByCode(person.villageCode)
  return {
    person: { ...person, village: village?.label ?? null },
    createdAt: person.createdAt,
    ...(await readStanding(staff.store.db, person.id, staff.today)),
  }
}

function withVillage({ villageCode, ...hit }: PatientHit, { areas }: CallContext) {
  return { ...hit, village: villageCode === null ? null : (areas.villageByCode(villageCode)?.name ?? null) }
}
