import { Refusal } from '#domain/errors'
import { checkTemplate, codeVillages, type RecordTemplate } from '#domain/record-template'
import { asStaff, auditAs, type CallContext } from '#hub/context'
import { hub } from '#hub/implement'
import { nextRecordNos } from '#hub/store/record-numbers'
import { readRecordTemplate, writeRecordTemplate } from '#hub/store/record-template'
import { listWorkingArea } from '#hub/store/working-area'

const shown = 3

export const recordNumbers = {
  read: hub.recordNumbers.read.handler(async ({ context }) => {
    const codes = await listWorkingArea(context.store.db)
    const template = await readRecordTemplate(context.store.db)
    return {
      template: { ...template, areas: codeVillages(template, codes) },
      villages: codes.map((code) => ({ code, name: nameOf(code, context) })),
    }
  }),

  preview: hub.recordNumbers.preview.handler(async ({ input, context }) => {
    refuseUnusable(input)
    const [village] = input.areas
    const places = !input.pattern.includes('W')
      ? [{ place: null, villageCode: null }]
      : [
          ...(village
            ? [{ place: nameOf(village.villageCode, context), villageCode: village.villageCode }]
            : []),
          { place: 'Luar wilayah', villageCode: null },
        ]
    return Promise.all(
      places.map(async ({ place, villageCode }) => ({
        place,
        recordNos: await nextRecordNos(context.store.db, input, villageCode, shown),
      })),
    )
  }),

  save: hub.recordNumbers.save.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    refuseUnusable(input)
    await context.store.write(async (tx) => {
      const before = await readRecordTemplate(tx)
      await writeRecordTemplate(tx, input)
      await auditAs(tx, staff, {
        action: 'correct',
        subject: 'facility',
        subjectId: staff.facility.id,
        detail: { recordNumbers: input, before },
      })
    })
    return input
  }),
}

function nameOf(code: string, { areas }: CallContext): string {
  return areas.villageByCode(code)?.name ?? code
}

function refuseUnusable(template: RecordTemplate): void {
  const [first, ...others] = checkTemplate(template)
  if (first) throw new Refusal(first.problem, first.field, others)
}
