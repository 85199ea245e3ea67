import { Refusal, refuse } from '#domain/errors'
import { testSlipLines } from '#domain/ticket-paper'
import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { encodeTicket } from '#hub/printing/escpos'
import { printReceipt } from '#hub/printing/receipt-printer'
import { readQueueSettings, writeQueueSettings } from '#hub/store/settings'
import { localTime } from '#hub/system'

export const settings = {
  read: hub.settings.read.handler(({ context }) => readQueueSettings(context.store.db)),

  save: hub.settings.save.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.store.write(async (tx) => {
      await writeQueueSettings(tx, input)
      await auditAs(tx, staff, {
        action: 'correct',
        subject: 'facility',
        subjectId: staff.facility.id,
        detail: { settings: input },
      })
    })
    context.tickets.forgetTrouble()
    context.live.announce('settings', 'calls', 'queue')
    return input
  }),

  testPrint: hub.settings.testPrint.handler(async ({ input, context }) => {
    const { facility, today } = await asStaff(context)
    const { clock } = localTime(context.system.now(), facility.timeZone)
    const lines = testSlipLines({ facility: facility.name, day: today, clock })
    const { printed, problem } = await printReceipt(input, encodeTicket(lines, input.widthMm))
    if (problem) throw new Refusal(problem, input.kind === 'device' ? 'path' : 'host')
    if (!printed) refuse('printer_none')
    return { printed: true as const }
  }),
}
