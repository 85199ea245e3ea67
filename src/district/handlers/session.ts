import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { sessionHours } from '#district/access'
import { type Context, entryOf } from '#district/context'
import { hashPassword, isPassword } from '#district/password'
import { appendAudit } from '#district/store/audit'
import type { Tx } from '#district/store/open'
import { deleteSession, insertSession } from '#district/store/sessions'
import {
  clearAttempts,
  hasStaff,
  insertStaff,
  lockStaff,
  type Person,
  takeAttempt,
} from '#district/store/staff'
import { digest } from '#district/system'
import { refuse } from '#domain/errors'

const mostFailures = 5
const lockMinutes = 15

export async function describeSession({ store, caller }: Context): Promise<DistrictOutputs['session']['me']> {
  if (caller.person) return { state: 'signed_in', person: publicPerson(caller.person) }
  if (await hasStaff(store.db)) return { state: 'signed_out' }
  return { state: 'setup', canSetUp: caller.opened }
}

export async function createFirstAccount(
  context: Context,
  { name, username, password }: DistrictInputs['session']['createFirstAccount'],
): Promise<DistrictOutputs['session']['createFirstAccount']> {
  const { store, system } = context
  const password_hash = await hashPassword(password)
  const started = await store.write(async (tx) => {
    await lockStaff(tx)
    if (await hasStaff(tx)) refuse('first_account_exists')
    const account = { id: system.newId(), username, name, role: 'manager' as const, password_hash }
    const person = await insertStaff(tx, account, system.now())
    if (!person) refuse('username_taken')
    await appendAudit(tx, { ...entryOf(context, 'first_account'), staff: person.id })
    return { person, token: await startSession(tx, context, person) }
  })
  context.setSession(started.token)
  return publicPerson(started.person)
}

export async function signIn(
  context: Context,
  { username, password }: DistrictInputs['session']['signIn'],
): Promise<DistrictOutputs['session']['signIn']> {
  const { store, system } = context
  const now = system.now()
  const limit = { failures: mostFailures, lockUntil: new Date(now.getTime() + lockMinutes * 60_000) }
  const tried = await store.write((tx) => takeAttempt(tx, username, limit, now))
  if (tried.state === 'locked') {
    refuse('locked_out', { minutes: Math.ceil((tried.until.getTime() - now.getTime()) / 60_000) })
  }
  const person = tried.state === 'open' ? tried.person : null
  const right = await isPassword(person?.password_hash ?? null, password)
  if (!person || !right) {
    await store.write((tx) =>
      appendAudit(tx, { ...entryOf(context, 'sign_in_failed'), staff: person?.id ?? null }),
    )
    refuse('sign_in_failed')
  }
  const token = await store.write(async (tx) => {
    await clearAttempts(tx, person.id)
    await appendAudit(tx, { ...entryOf(context, 'sign_in'), staff: person.id })
    return await startSession(tx, context, person)
  })
  context.setSession(token)
  return publicPerson(person)
}

export async function signOut(context: Context): Promise<DistrictOutputs['session']['signOut']> {
  const { tokenHash } = context.caller
  if (tokenHash) {
    await context.store.write(async (tx) => {
      await appendAudit(tx, entryOf(context, 'sign_out'))
      await deleteSession(tx, tokenHash)
    })
  }
  context.setSession(null)
  return { signedOut: true }
}

/** Signing in always starts a session of its own: one planted beforehand gains nothing. */
async function startSession(tx: Tx, { caller, system }: Context, person: Person): Promise<string> {
  const token = system.newToken()
  const now = system.now()
  const expires_at = new Date(now.getTime() + sessionHours * 3_600_000)
  if (caller.tokenHash) await deleteSession(tx, caller.tokenHash)
  await insertSession(
    tx,
    { token_hash: digest(token), staff: person.id, opened: caller.opened, expires_at },
    now,
  )
  return token
}

function publicPerson({ id, name, role }: Person) {
  return { id, name, role }
}
