import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { keyFromFile } from '#hub/data-folder'
import { findBrokenAudit } from '#hub/store/audit'
import { openDriver, openStore } from '#hub/store/open'
import { admit, head, openPage, removeFolder, setUp, type TestPage } from '../support/hub.ts'
import { runHub } from '../support/hub-program.ts'

const folders: string[] = []
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-kill-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) removeFolder(folder)
})

async function openDesk(folder: string) {
  const program = await runHub(['--data', folder, '--port', '0'])
  if (program.first.event !== 'ready') throw new Error(program.first.message)
  return { program, desk: await openPage(program.first.url) }
}

type Confirmed = { tickets: string[]; calls: Map<string, string>; drafts: Map<string, string> }

/** Works until the hub dies under it, and remembers only what the hub has answered. */
async function workUntilCut(desk: TestPage, confirmed: Confirmed): Promise<void> {
  const rooms = (await desk.api.queue.loads()).map(({ roomId }) => roomId)
  const clerk = async (name: string) => {
    for (let turn = 0; ; turn += 1)
      confirmed.tickets.push((await admit(desk, { name: `${name} ${turn}` })).number)
  }
  const nurse = async (roomId: string) => {
    for (;;) {
      const card = await desk.api.queue.callNext({ roomId }).catch((fault) => {
        if (fault.data) return null
        throw fault
      })
      if (card) confirmed.calls.set(card.number, card.legId)
    }
  }
  const typist = async () => {
    for (let turn = 0; ; turn += 1) {
      await desk.api.drafts.save({ kind: 'visit', body: String(turn) })
      confirmed.drafts.set('visit', String(turn))
    }
  }
  const everyone = [clerk('Pertama'), clerk('Kedua'), clerk('Ketiga'), typist(), ...rooms.map(nurse)]
  await Promise.allSettled(everyone)
}

test('SIGKILL in the middle of a busy morning: everything a screen was told is there, once, and the audit chain holds', async () => {
  const folder = newFolder()
  const first = await openDesk(folder)
  await setUp(first.desk)
  await first.program.stop('SIGTERM')
  const confirmed: Confirmed = { tickets: [], calls: new Map(), drafts: new Map() }

  for (const busyUntil of [12, 30, 55]) {
    const { program, desk } = await openDesk(folder)
    await desk.api.session.signIn(head)
    const working = workUntilCut(desk, confirmed)
    const cut = setInterval(() => confirmed.tickets.length >= busyUntil && program.child.kill('SIGKILL'), 5)
    await working
    clearInterval(cut)
    await program.stop('SIGKILL')
  }

  const { program, desk } = await openDesk(folder)
  await desk.api.session.signIn(head)
  const rows = await desk.api.visits.today()
  const numbers = rows.map(({ number }) => number)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(new Set(confirmed.tickets).size).toBe(confirmed.tickets.length)
  expect(numbers).toEqual(expect.arrayContaining(confirmed.tickets))
  for (const number of confirmed.calls.keys())
    expect(rows.find((row) => row.number === number)?.at?.state).toBe('called')
  const kept = await desk.api.drafts.load()
  expect(Number(kept.visit)).toBeGreaterThanOrEqual(Number(confirmed.drafts.get('visit')))
  await program.stop('SIGTERM')

  const driver = openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true })
  const store = openStore(driver, () => {})
  expect(await findBrokenAudit(store.db)).toBeNull()
  const halfDone = driver.prepare(
    'SELECT count(*) AS n FROM visits WHERE NOT EXISTS (SELECT 1 FROM legs WHERE visit_id = visits.id)',
  )
  expect(halfDone.get()).toEqual({ n: 0 })
  await store.close()
}, 60_000)

test('stopped and started again, the page that was open goes on without a new sign-in', async () => {
  const folder = newFolder()
  const first = await openDesk(folder)
  await setUp(first.desk)
  await admit(first.desk, { name: 'Tetap Ada' })
  const port = new URL(first.desk.origin).port
  await first.program.stop('SIGTERM')
  const again = await runHub(['--data', folder, '--port', port])
  expect((await first.desk.api.session.current()).staff).toMatchObject({ name: head.name })
  expect(await first.desk.api.visits.today()).toMatchObject([{ patientName: 'Tetap Ada' }])
  await again.stop('SIGTERM')
})

test('a taken port, an unknown argument and a folder in use each end in one clear sentence', async () => {
  const folder = newFolder()
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const busy = await runHub(['--data', folder, '--port', String(port)])
  expect(busy.first).toMatchObject({
    event: 'failed',
    code: 'port_in_use',
    message: expect.stringContaining(`Port ${port}`),
  })
  taken.close()

  const odd = await runHub(['--dota', folder])
  expect(odd.first).toMatchObject({ code: 'arguments_invalid', message: expect.stringContaining('--dota') })

  const running = await runHub(['--data', folder, '--port', '0'])
  const second = await runHub(['--data', folder, '--port', '0'])
  expect(second.first).toMatchObject({ code: 'folder_in_use' })
  await running.stop('SIGTERM')
})
