import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftKinds } from '#contract/hub/draft'
import { head, openPage, refusalOf, removeFolder, setUp, type TestPage } from '../support/hub.ts'
import { type HubProgram, runHub } from '../support/hub-program.ts'

const budi = { username: 'budi', password: 'kunci-loket-2' }

let folder: string
let program: HubProgram
let port = '0'
let rina: TestPage

async function start(): Promise<string> {
  program = await runHub(['--data', folder, '--port', port])
  if (program.first.event !== 'ready') throw new Error(program.first.message)
  port = new URL(program.first.url).port
  return program.first.url
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'loket-drafts-'))
  rina = await openPage(await start())
  await setUp(rina)
  await rina.api.staff.create({ name: 'Budi', ...budi, role: 'clerk' })
})
afterAll(async () => {
  await program.stop('SIGTERM')
  removeFolder(folder)
})

const saveAll = (words: string) =>
  Promise.all(draftKinds.map((kind) => rina.api.drafts.save({ kind, body: `${kind} ${words}` })))

const expectAll = async (words: string) => {
  const expected = Object.fromEntries(draftKinds.map((kind) => [kind, `${kind} ${words}`]))
  expect(await rina.api.drafts.load()).toEqual(expected)
}

describe('what was typed into any form', () => {
  test('outlives a power cut in the moment after the hub has it', async () => {
    await saveAll('sebelum listrik padam')
    await program.stop('SIGKILL')
    await start()
    await expectAll('sebelum listrik padam')
  })

  test('outlives a stop and a start of the hub', async () => {
    await saveAll('sebelum dimatikan')
    await program.stop('SIGTERM')
    await start()
    await expectAll('sebelum dimatikan')
  })

  test('waits for the same clerk after signing out and in, and is not there for another', async () => {
    await saveAll('milik Rina')
    await rina.api.session.signOut()
    expect(await refusalOf(rina.api.drafts.load())).toMatchObject([{ code: 'signed_out' }])
    await rina.api.session.signIn(budi)
    expect(await rina.api.drafts.load()).toEqual({})
    await rina.api.drafts.save({ kind: 'patient', body: 'milik Budi' })
    await rina.api.session.signIn(head)
    await expectAll('milik Rina')
  })

  test.each(draftKinds)('is gone once it is discarded, for the %s form alone', async (kind) => {
    const other = draftKinds.find((one) => one !== kind) ?? kind
    await rina.api.drafts.save({ kind, body: 'selesai' })
    await rina.api.drafts.save({ kind: other, body: 'belum' })
    await rina.api.drafts.discard({ kind })
    const left = await rina.api.drafts.load()
    expect(left[kind]).toBeUndefined()
    expect(left[other]).toBe('belum')
  })
})

test('a draft never stands in a log', async () => {
  await rina.api.drafts.save({ kind: 'patient', body: 'NIK 8204021203900004' })
  expect(program.errors()).not.toContain('8204021203900004')
})
