import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { openPage, removeFolder, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'
import { openModel } from '../support/merge-model.ts'
import { type Step, steps } from '../support/merge-steps.ts'

/** MERGES='{"seed":1,"path":"3:0"}' replays what a failure has printed; '{"numRuns":500}' searches for longer. */
const wanted = JSON.parse(process.env.MERGES ?? '{}')

let hub: TestHub
let desk: TestPage
beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

test('whatever is registered, merged and parted, every visit is reached through one record in use, every number finds one, families have their heads, an undo puts both persons back, and the district is told', async () => {
  const anyDay = fc.asyncProperty(steps, async (planned: Step[]) => {
    const model = openModel(hub, desk)
    const start = [
      { do: 'register', withNik: false, withCard: false, family: 'own' },
      { do: 'register', withNik: true, withCard: true, family: 'own' },
      { do: 'register', withNik: false, withCard: true, family: 'other' },
    ] as const
    for (const next of [...start, ...planned]) await model.take(next)
    await model.check()
  })
  await fc.assert(anyDay, { numRuns: 40, ...wanted })
}, 3_600_000)
