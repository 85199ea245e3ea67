import type { Carried, StickHeader } from '#contract/stick'
import type { Db } from '#hub/store/open'
import { ownIds } from '#hub/store/own-ids'
import { newSecretBytes, utcOffsetHours } from '#hub/system'
import { stickKeysOf } from '#stick/keys'
import { ivBytes, sealLines } from '#stick/stick-file'
import { layers, readItems } from '../layers.ts'
import type { Origin } from '../to-fhir.ts'

export type StickJob = { origin: Origin; clientId: string; secret: string; madeAt: number; era: number }
export type WrittenStick = { file: Blob; records: number }

const pageSize = 200

/** All that waits, in the order in which a server can take it. `db` must know everybody by their own id. */
export async function writeStick(
  db: Db,
  { origin, clientId, secret, madeAt, era }: StickJob,
): Promise<WrittenStick> {
  let records = 0
  async function* lines(): AsyncGenerator<Carried> {
    for await (const line of listCarried(db, origin)) {
      records += 1
      yield line
    }
  }
  const { contents, signer } = stickKeysOf(secret)
  const header: StickHeader = {
    format: 1,
    kind: 'kiriman',
    clientId,
    code: origin.code,
    madeAt: new Date(madeAt).toISOString(),
    offset: utcOffsetHours[origin.timeZone],
    era,
  }
  const file = await sealLines({ header, iv: newSecretBytes(ivBytes), contents, signer }, lines())
  return { file: new Blob([file], { type: 'application/octet-stream' }), records }
}

async function* listCarried(db: Db, origin: Origin): AsyncGenerator<Carried> {
  for (const { type } of layers) {
    for (let after = ''; ; ) {
      const items = await readItems(db, origin, type, { target: ownIds, after, limit: pageSize })
      const last = items.at(-1)
      if (!last) break
      after = last.recordId
      for (const { recordId, revision, resource } of items)
        yield { type, recordId, revision, resource: { ...resource } }
    }
  }
}
