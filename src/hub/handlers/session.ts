import { clusterLabel } from '#domain/cluster'
import { problem, Refusal, refuse } from '#domain/errors'
import type { CallContext } from '#hub/context'
import { hub } from '#hub/implement'
import { verifyPassword } from '#hub/password'
import { appendAudit } from '#hub/store/audit'
import { endSession, startSession } from '#hub/store/devices'
import { listRooms, readFacility, readRuleBook } from '#hub/store/facility'
import { readSignIn, readStaff, recordSignInResult, type SignInRecord } from '#hub/store/staff'
import { localTime } from '#hub/system'
import program from '#package' with { type: 'json' }

const mostFailures = 5
const lockMinutes = 5

export const session = {
  current: hub.session.current.handler(async ({ context }) => {
    const { page, store, system } = context
    const facility = await readFacility(store.db)
    const { day: today } = localTime(system.now(), facility?.timeZone ?? 'Asia/Jakarta')
    const { version } = program
    const common = { surface: page.surface, roomId: page.roomId, staff: page.staff, today, version }
    if (!facility) return { ...common, facility: null }
    const { scheme } = await readRuleBook(store.db, facility, today)
    const { name, code, timeZone } = facility
    const rooms = (await listRooms(store.db)).map((room) => ({ ...room, roles: [...room.roles] }))
    const clusters = scheme.clusters.map((cluster) => ({
      ...cluster,
      label: clusterLabel(scheme, cluster.code),
    }))
    return { ...common, facility: { name, code, timeZone, clusters, rooms } }
  }),

  signIn: hub.session.signIn.handler(async ({ input, context }) => {
    const { store, system, page } = context
    const found = await readSignIn(store.db, input.username)
    const now = system.now()
    refuseWhileLocked(found, now)
    // The slow hash is awaited outside the transaction, or it would stall every screen.
    const fits = await verifyPassword(found?.passwordHash ?? null, input.password)
    if (!found || !fits || !found.active) {
      if (found) await recordFailure(found, context)
      return refuse('sign_in_failed')
    }
    await store.write(async (tx) => {
      await recordSignInResult(tx, found.id, { failures: 0, lockedUntil: null })
      await startSession(tx, { id: system.newId(), deviceId: page.deviceId, staffId: found.id, at: now })
      await audit(tx, context, found.id, 'sign_in')
    })
    const member = await readStaff(store.db, found.id)
    if (!member) return refuse('sign_in_failed')
    return { id: member.id, name: member.name, role: member.role }
  }),

  signOut: hub.session.signOut.handler(async ({ context }) => {
    const { store, system, page, searches } = context
    await searches.end(page.deviceId)
    await store.write(async (tx) => {
      await endSession(tx, page.deviceId, system.now())
      if (page.staff) await audit(tx, context, page.staff.id, 'sign_out')
    })
    return { signedOut: true as const }
  }),
}

function refuseWhileLocked(found: SignInRecord | null, now: number): void {
  const until = found?.lockedUntil ?? 0
  if (until > now) throw new Refusal(problem('locked_out', { minutes: Math.ceil((until - now) / 60_000) }))
}

async function recordFailure(found: SignInRecord, context: CallContext): Promise<void> {
  const failures = found.failures + 1
  const locked = failures % mostFailures === 0
  const lockedUntil = locked ? context.system.now() + lockMinutes * 60_000 : null
  await context.store.write(async (tx) => {
    await recordSignInResult(tx, found.id, { failures, lockedUntil })
    await audit(tx, context, found.id, locked ? 'locked_out' : 'sign_in_failed')
  })
}

function audit(tx: Parameters<typeof appendAudit>[0], context: CallContext, staffId: string, action: string) {
  return appendAudit(tx, {
    at: context.system.now(),
    staffId,
    deviceId: context.page.deviceId,
    action,
    subject: 'session',
    subjectId: staffId,
    detail: {},
  })
}
