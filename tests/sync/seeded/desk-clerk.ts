import { join } from 'node:path'
import { isDefinedError, ORPCError } from '@orpc/client'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { admit, newArrival, type TestPage } from '../../support/hub.ts'
import type { Clerk } from './clerk.ts'
import type { Random } from './random.ts'

/** Somebody at the desk of a hub that is a process of its own, and may die at any moment. */
export function employDeskClerk(
  folder: string,
  desk: () => TestPage,
  random: Random,
  history: string[],
): Clerk {
  let named = 0

  /** One of what the hub has stored, whatever it has answered. */
  function some<Row>(query: string): Row | undefined {
    const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
    try {
      return random.pick(driver.prepare(query).all() as Row[])
    } finally {
      driver.close()
    }
  }
  const somebody = () => some<{ id: string }>('SELECT id FROM patients WHERE merged_into IS NULL ORDER BY id')
  const someLeg = () =>
    some<{ id: string }>('SELECT id FROM legs WHERE visit_id IS NOT NULL ORDER BY id DESC LIMIT 8')
  const nextName = () => {
    named += 1
    return `Warga ${'ABCDEFGHIJ'[named % 10]} ${named}`
  }

  const deeds: Record<string, () => Promise<unknown>> = {
    register: () => admit(desk(), { name: nextName() }),
    comeAgain: async () => {
      const person = somebody()
      if (!person) return
      await desk().api.visits.register({
        patientId: person.id,
        arrival: newArrival(),
        complaint: '',
        payer: 'umum',
        confirmedBy: ['nama', 'tanggal_lahir'],
        override: null,
        arrivalId: null,
      })
    },
    emergency: () =>
      desk().api.visits.registerEmergency({
        description: 'jatuh',
        sex: 'L',
        ageYears: 40,
        signs: ['tidak_sadar'],
      }),
    correct: async () => {
      const person = somebody()
      if (!person) return
      const { nikWarnings: _warnings, insideArea: _inside, ...known } = await desk().api.patients.open(person)
      await desk().api.patients.correct({ ...known, name: nextName(), id: person.id })
    },
    move: async () => {
      const leg = someLeg()
      const move = random.pick(['call', 'serve', 'finish', 'undo', 'skip', 'rejoin'] as const)
      if (leg && move) await desk().api.queue.move({ legId: leg.id, move })
    },
    transfer: async () => {
      const leg = some<{ id: string }>("SELECT id FROM legs WHERE state = 'serving' ORDER BY id")
      const room = some<{ id: string }>('SELECT id FROM service_points WHERE active = 1 ORDER BY id')
      if (!leg || !room) return
      const returns = random.chance(0.3)
      await desk().api.queue.transfer({ legId: leg.id, toRoomId: room.id, returns, note: null })
    },
    cancel: async () => {
      const visit = some<{ id: string }>("SELECT id FROM visits WHERE status = 'open' ORDER BY id")
      if (visit) await desk().api.visits.cancel({ visitId: visit.id, reason: 'pulang' })
    },
    merge: async () => {
      const [kept, gone] = [somebody(), somebody()]
      if (!kept || !gone || kept.id === gone.id) return
      const { revision: keptRevision } = await desk().api.patients.open(kept)
      const { revision: goneRevision } = await desk().api.patients.open(gone)
      const revisions = { keptRevision, goneRevision }
      await desk().api.merges.merge({ keptId: kept.id, goneId: gone.id, take: ['name'], ...revisions })
    },
    part: async () => {
      const merge = random.pick(await desk().api.merges.today())
      if (merge) await desk().api.merges.undo({ mergeId: merge.id })
    },
    renameRoom: async () => {
      const room = random.pick(await desk().api.rooms.list())
      named += 1
      if (room) await desk().api.rooms.save({ ...room, name: `${room.publicLabel} ${named}` })
    },
  }
  const often = ['register', 'register', 'comeAgain', 'correct', 'move', 'move', 'move', 'transfer']
  const seldom = ['emergency', 'cancel', 'merge', 'part', 'renameRoom']

  return {
    work: async () => {
      const deed = random.pick([...often, ...seldom]) ?? ''
      history.push(`  ${deed}`)
      await deeds[deed]?.().catch((cause) => {
        // What the hub refuses is no fault, and what a dying hub does not answer is not known to be done.
        const isRefused = cause instanceof ORPCError && isDefinedError(cause)
        if (!isRefused && !isCutOff(cause)) throw cause
        history.push(isRefused ? '    refused' : '    not answered')
      })
    },
  }
}

export function isCutOff(cause: unknown): boolean {
  return cause instanceof TypeError && cause.message === 'fetch failed'
}
