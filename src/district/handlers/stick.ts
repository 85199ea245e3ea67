import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import type { AcceptedStick } from '#contract/district/stick'
import { type Carried, carried, type ReceiptLine } from '#contract/stick'
import { type Context, entryOf } from '#district/context'
import { listHeldDays } from '#district/fhir/held-days'
import { runFor } from '#district/fhir/routes'
import { takeRecords } from '#district/fhir/stick'
import { appendAudit } from '#district/store/audit'
import { noteWaiting } from '#district/store/facilities'
import {
  findSender,
  insertStick,
  type ListedStick,
  listSticks as listRows,
  readReceipt,
  type Sender,
} from '#district/store/sticks'
import { refuse } from '#domain/errors'
import { verifierFrom } from '#stick/keys'
import { isSignedBy, ivBytes, openStick, readStick, type StickFile, sealLines } from '#stick/stick-file'

const mostListed = 100
type Trusted = { stick: StickFile; sender: Sender; records: AsyncGenerator<Carried> }

export async function listSticks({ store }: Context): Promise<DistrictOutputs['sticks']['list']> {
  return (await listRows(store.db, mostListed)).map(fromRow)
}

export async function acceptStick(
  context: Context,
  { file }: DistrictInputs['sticks']['accept'],
): Promise<DistrictOutputs['sticks']['accept']> {
  const { store, system, caller, fhir } = context
  const { person } = caller
  if (!person) return refuse('signed_out')
  const { stick, sender, records } = await trust(context, Buffer.from(await file.arrayBuffer()))
  const receipt: ReceiptLine[] = []
  const { id: facility, code, name } = sender
  for await (const line of takeRecords(runFor(fhir, { id: facility, code, name }), records))
    receipt.push(line)
  const refused = receipt.filter((line) => 'words' in line).length
  const held = await listHeldDays(store.db, facility, stick.header.offset, receipt)
  const at = system.now()
  const sealed = await sealLines(
    {
      header: { ...stick.header, kind: 'tanda-terima', madeAt: at.toISOString() },
      iv: Buffer.from(system.newToken(), 'base64url').subarray(0, ivBytes),
      contents: Buffer.from(sender.contents, 'base64'),
      signer: null,
    },
    [...receipt, ...held],
  )
  const row = {
    id: system.newId(),
    facility,
    at,
    staff: person.id,
    made_at: new Date(stick.header.madeAt),
    stored: receipt.length - refused,
    refused,
    receipt: sealed.toString('base64'),
  }
  await store.write(async (tx) => {
    await insertStick(tx, row)
    // What it said over the line no longer holds, and a stick does not say it.
    await noteWaiting(tx, facility, null)
    const { stored } = row
    await appendAudit(tx, entryOf(context, 'stick_accepted', { facility, stick: row.id, stored, refused }))
  })
  return fromRow({ ...row, code, name, staffName: person.name })
}

export async function sendReceipt(
  context: Context,
  { id }: DistrictInputs['sticks']['receipt'],
): Promise<DistrictOutputs['sticks']['receipt']> {
  const { store } = context
  const { receipt, code } = (await readReceipt(store.db, id)) ?? refuse('stick_unknown')
  await store.write((tx) => appendAudit(tx, entryOf(context, 'receipt_taken', { stick: id })))
  return new File([new Uint8Array(receipt)], `loket-${code}.tanda-terima`, {
    type: 'application/octet-stream',
  })
}

/** Whose it is, untouched on the way; only then is anything of it read, and all of it before anything is stored. */
async function trust({ store }: Context, bytes: Buffer): Promise<Trusted> {
  const stick = readStick(bytes)
  if (stick?.header.kind !== 'kiriman') return refuse('stick_unreadable')
  const { clientId, code } = stick.header
  const sender = await findSender(store.db, clientId)
  if (!sender || sender.code !== code) return refuse('stick_unknown_sender', { code })
  const open = () =>
    openStick(stick, Buffer.from(sender.contents, 'base64')) ?? refuse('stick_forged', { name: sender.name })
  if (!isSignedBy(stick, verifierFrom(sender.verifier))) refuse('stick_forged', { name: sender.name })
  for await (const line of open()) readRecord(line)
  return { stick, sender, records: readRecords(open()) }
}

async function* readRecords(lines: AsyncIterable<unknown>): AsyncGenerator<Carried> {
  for await (const line of lines) yield readRecord(line)
}

/** It is signed, so a line that cannot be read is a newer Loket's. */
function readRecord(line: unknown): Carried {
  const record = carried.safeParse(line)
  return record.success ? record.data : refuse('stick_unreadable')
}

function fromRow({ id, code, name, made_at, at, staffName, stored, refused }: ListedStick): AcceptedStick {
  return { id, code, name, madeAt: made_at.getTime(), at: at.getTime(), by: staffName, stored, refused }
}
