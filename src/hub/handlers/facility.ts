import type { FacilityRules } from '#contract/hub/facility'
import { problem, Refusal } from '#domain/errors'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { clusterSchemes } from '#hub/rule-resources'
import { changeReading, readFacility } from '#hub/store/facility'
import type { Db } from '#hub/store/open'
import { changeWorkingArea, listWorkingArea } from '#hub/store/working-area'

export const facility = {
  rules: hub.facility.rules.handler(async ({ context }) => {
    const staff = await asStaff(context)
    const rules = await readRules(staff.store.db, staff)
    return { rules, known: knownAround(rules.villages, context) }
  }),

  saveRules: hub.facility.saveRules.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    refuseUnknown(input, context)
    const saved = await staff.store.write(async (tx) => {
      const before = await readRules(tx, staff)
      const { joined, left } = await changeWorkingArea(tx, input.villages, staff.today)
      if (before.scheme !== input.scheme || before.suspectsGoToK4 !== input.suspectsGoToK4)
        await changeReading(tx, before, input, staff.today)
      const { scheme, suspectsGoToK4 } = input
      await auditAs(tx, staff, {
        action: 'correct',
        subject: 'facility',
        subjectId: staff.facility.id,
        detail: {
          villages: { joined, left },
          scheme,
          suspectsGoToK4,
          before: { scheme: before.scheme, suspectsGoToK4: before.suspectsGoToK4 },
        },
      })
      return readRules(tx, staff)
    })
    context.live.announce('session', 'settings', 'queue')
    return saved
  }),
}

async function readRules(db: Db, staff: StaffContext): Promise<FacilityRules> {
  const { scheme, suspectsGoToK4 } = (await readFacility(db)) ?? staff.facility
  return { villages: await listWorkingArea(db), scheme, suspectsGoToK4 }
}

/** A village's code begins with that of its district. */
function knownAround(villages: readonly string[], { areas }: CallContext) {
  const districts = new Set(villages.map((code) => code.slice(0, 6)))
  return [...districts].flatMap((code) =>
    areas.villagesOfDistrict(code).toSorted((a, b) => a.name.localeCompare(b.name, 'id')),
  )
}

function refuseUnknown({ villages, scheme }: FacilityRules, { areas }: CallContext): void {
  if (villages.some((code) => !areas.villageByCode(code)))
    throw new Refusal(problem('village_unknown'), 'villages')
  if (!clusterSchemes.some(({ code }) => code === scheme))
    throw new Refusal(problem('setup_incomplete', { what: 'susunan klaster belum dipilih' }), 'scheme')
}
