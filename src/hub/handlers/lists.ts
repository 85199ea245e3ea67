import type { AnyList } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import { refuse } from '#domain/errors'
import { asStaff, auditAs, type CallContext } from '#hub/context'
import { hub } from '#hub/implement'

export const lists = {
  take: hub.lists.take.handler(({ input, context, signal }) => take(context, input, signal)),

  takeAsHead: hub.lists.takeAsHead.handler(({ input, context, signal }) => take(context, input, signal)),

  countPeople: hub.lists.countPeople.handler(async ({ input, context }) => ({
    people: await context.reader.ask('countPeople', { filter: input }),
  })),
}

/** The file leaves once the audit trail says who took it, how narrowed, and how many rows it holds. */
async function take(
  context: CallContext,
  { list, format }: { list: AnyList; format: ListFormat },
  signal: AbortSignal | undefined,
): Promise<File> {
  const staff = await asStaff(context)
  const now = staff.system.now()
  const openPages = staff.presence.knownIds()
  const { name, file, rows } = await staff.reader
    .ask('list', { list, format, now, openPages }, signal)
    .catch((fault) => {
      if (signal?.aborted) return refuse('list_cancelled')
      throw fault
    })
  const { name: subjectId, ...filter } = list
  const detail = { ...filter, format, rows }
  await staff.store.write((tx) =>
    auditAs(tx, staff, { action: 'export', subject: 'list', subjectId, detail }),
  )
  return new File([file], name, { type: file.type })
}
