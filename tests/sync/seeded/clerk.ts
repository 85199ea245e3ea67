import { Refusal } from '#domain/errors'
import type { Merge } from '#hub/store/merges'
import { give, lookUp, takeBack } from '../care.ts'
import type { Puskesmas } from '../puskesmas.ts'
import type { Random } from './random.ts'
import type { Receiver } from './receivers.ts'
import type { StickTrip } from './stick-trip.ts'

/** Somebody at work in a Puskesmas: each call is the next thing that is done there. */
export type Clerk = { work: () => Promise<void> }

/** `sticks` where the district takes them in. */
export type Sticks = StickTrip & { take: NonNullable<Receiver['takeStick']> }

export function employClerk(
  puskesmas: Puskesmas,
  random: Random,
  history: string[],
  sticks: Sticks | null,
): Clerk {
  const people: string[] = []
  const visits: string[] = []
  const care: string[] = []
  const merges: Merge[] = []
  /** On their way back from the district. */
  const receipts: File[] = []
  let corrections = 0

  const deeds = {
    register: async () => {
      const patient = await puskesmas.register()
      people.push(patient.id)
      visits.push(await puskesmas.arrive(patient))
    },
    correct: async () => {
      const id = random.pick(people)
      corrections += 1
      if (!id) return
      if (await isWaiting(puskesmas, id)) history.push('    of what waits already (F5)')
      await puskesmas.correct(id, { name: `Siti ${corrections}`, phone: null })
    },
    moveOn: async () => {
      const [visitId, room] = [random.pick(visits), random.pick(puskesmas.rooms)]
      if (visitId && room) await puskesmas.moveOn(visitId, room)
    },
    give: async () => {
      const [visitId, item] = [random.pick(visits), random.pick(['imunisasi-9', 'timbang'])]
      if (visitId && item) care.push(await give(puskesmas, visitId, item))
    },
    takeBack: async () => {
      const id = random.pick(care)
      if (id) await takeBack(puskesmas, id)
    },
    lookUp: async () => {
      const id = random.pick(people)
      if (id) await lookUp(puskesmas, id, random.pick(['aktif', 'tidak_aktif'] as const) ?? 'aktif')
    },
    finish: async () => {
      const id = random.pick(visits)
      const at = Date.now()
      if (id)
        await puskesmas.change(id, { status: 'finished', served_at: at, ended_at: at, service_recorded: 1 })
    },
    cancel: async () => {
      const id = random.pick(visits)
      if (id) await puskesmas.change(id, { status: 'cancelled', ended_at: Date.now() })
    },
    merge: async () => {
      const [kept, gone] = [random.pick(people), random.pick(people)]
      if (!kept || !gone || kept === gone) return
      people.splice(people.indexOf(gone), 1)
      merges.push(await puskesmas.merge(kept, gone))
    },
    sendStick: async () => {
      const stick = await sticks?.takeAlong()
      if (!sticks || !stick) return
      history.push('    a stick goes to the district')
      receipts.push((await sticks.take(stick)).receipt)
    },
    bringReceipt: async () => {
      const receipt = random.pick(receipts)
      if (!sticks || !receipt) return
      history.push('    its receipt comes back')
      await sticks.bringBack(receipt)
    },
    // The last one first, as the product asks.
    part: async () => {
      const merge = merges.pop()
      if (!merge) return
      await puskesmas.part(merge)
      people.push(merge.goneId)
    },
  }
  const often = ['register', 'register', 'register', 'register', 'correct', 'correct', 'moveOn'] as const
  const seldom = ['finish', 'cancel', 'merge', 'part', 'give', 'give', 'takeBack', 'lookUp'] as const
  const byRoad = sticks === null ? [] : (['sendStick', 'bringReceipt'] as const)

  return {
    work: async () => {
      // Before the first patient there is nothing to do.
      const some = people.length === 0 ? undefined : random.pick([...often, ...seldom, ...byRoad])
      const deed = some ?? 'register'
      history.push(`  ${deed}`)
      // A room does not move on what a wrong clock says is of another day.
      await deeds[deed]().catch((cause) => {
        if (!(cause instanceof Refusal)) throw cause
      })
    },
  }
}

async function isWaiting(puskesmas: Puskesmas, recordId: string): Promise<boolean> {
  const { db } = puskesmas.store()
  const rows = await db.selectFrom('outbox').select('kind').where('record_id', '=', recordId).execute()
  return rows.length > 0
}
