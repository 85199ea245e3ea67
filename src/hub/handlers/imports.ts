import { refuse } from '#domain/errors'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import type { Doer } from '#hub/import/job'
import { listKept } from '#hub/store/imports-undo'

const mostKept = 200

const fileTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const imports = {
  list: hub.imports.list.handler(({ context }) => context.importer.list()),

  begin: hub.imports.begin.handler(async ({ input, context }) => ({
    id: await context.importer.begin(await doerOf(context), input),
  })),

  send: hub.imports.send.handler(async ({ input, context }) => {
    const part = new Uint8Array(await input.part.arrayBuffer())
    const { id, from } = input
    return { received: await context.importer.send(await doerOf(context), { id, from, part }) }
  }),

  report: hub.imports.report.handler(({ input, context }) => context.importer.report(input.id)),

  useColumns: hub.imports.useColumns.handler(async ({ input, context }) => {
    await context.importer.useColumns(await doerOf(context), input.id, input.columns)
    return { id: input.id }
  }),

  rows: hub.imports.rows.handler(({ input, context }) =>
    context.importer.rows(input.id, input.kind, input.after),
  ),

  likely: hub.imports.likely.handler(({ input, context }) => context.importer.likely(input.id, input.page)),

  decide: hub.imports.decide.handler(({ input, context }) => context.importer.decide(input)),

  decideSure: hub.imports.decideSure.handler(({ input, context }) => context.importer.decideSure(input)),

  start: hub.imports.start.handler(async ({ input, context }) => {
    await context.importer.start(await doerOf(context), input.id, input.undecided)
    return { id: input.id }
  }),

  pause: hub.imports.pause.handler(async ({ input, context }) => {
    await context.importer.pause(await doerOf(context), input.id)
    return { id: input.id }
  }),

  resume: hub.imports.resume.handler(async ({ input, context }) => {
    await context.importer.resume(await doerOf(context), input.id)
    return { id: input.id }
  }),

  stop: hub.imports.stop.handler(async ({ input, context }) => {
    await context.importer.stop(await doerOf(context), input.id)
    return { id: input.id }
  }),

  undo: hub.imports.undo.handler(async ({ input, context }) => {
    await context.importer.undo(await doerOf(context), input.id)
    return { id: input.id }
  }),

  kept: hub.imports.kept.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const summary = (await context.importer.list()).find(({ id }) => id === input.id)
    if (summary?.phase !== 'undone') return refuse('import_not_now')
    await audit(staff, 'view', input.id, { list: 'kept' })
    return listKept(context.store.db, input.id, mostKept)
  }),

  keptOutFile: hub.imports.keptOutFile.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { bytes, fileName, format } = await context.importer.keptOutFile(input.id)
    await audit(staff, 'export', input.id, { list: 'kept_out', format })
    const name = `${fileName.replace(/\.[^.]*$/, '')} - baris tertolak.${format}`
    return new File([bytes], name, { type: fileTypes[format] })
  }),
}

async function doerOf(context: CallContext): Promise<Doer> {
  const { staffId, page, today } = await asStaff(context)
  return { id: staffId, name: page.staff?.name ?? '', deviceId: page.deviceId, today }
}

function audit(staff: StaffContext, action: string, id: string, detail: Record<string, unknown>) {
  return staff.store.write((tx) => auditAs(tx, staff, { action, subject: 'import', subjectId: id, detail }))
}
