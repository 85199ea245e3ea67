import type { HubInputs, HubOutputs } from '#contract/hub/hub'
import { checkPassword, checkUsername } from '#domain/account'
import { type Problem, problem, sentenceOf } from '#domain/errors'
import { checkRooms } from '#domain/room'
import { type TimeZone, timeZoneOfPc } from './time-zones.ts'

export type Presets = HubOutputs['setup']['presets']
export type SetupInput = HubInputs['setup']['complete']
export type RoomDraft = SetupInput['rooms'][number]
export type AreaVillage = HubOutputs['area']['villagesOfDistrict'][number]
/** `key` names the row on screen; the hub gives rooms their ids. */
export type RoomRow = RoomDraft & { key: string }

export type SetupValues = {
  name: string
  code: string
  timeZone: TimeZone
  /** All villages of the districts that were looked up, and which of them are in the working area. */
  known: AreaVillage[]
  villages: string[]
  scheme: string
  suspectsGoToK4: boolean
  preset: string
  rooms: RoomRow[]
  personName: string
  username: string
  password: string
  again: string
}

export const steps = ['Puskesmas', 'Wilayah kerja', 'Klaster & ruangan', 'Akun pertama'] as const

/** The usual scheme and the first preset, so that a small Puskesmas only presses Enter here. */
export function startValues(presets: Presets): SetupValues {
  const preset = presets.rooms[0]
  return {
    name: '',
    code: '',
    timeZone: timeZoneOfPc(),
    known: [],
    villages: [],
    scheme: presets.schemes[0]?.code ?? '',
    suspectsGoToK4: false,
    preset: preset?.code ?? '',
    rooms: rowsOf(preset?.rooms ?? []),
    personName: '',
    username: '',
    password: '',
    again: '',
  }
}

export function rowsOf(rooms: readonly RoomDraft[]): RoomRow[] {
  return rooms.map((room, place) => ({ ...room, key: `${place} ${room.name}` }))
}

export type SetupErrors = Record<string, string>

/** What keeps this step from being left, by field. */
export function errorsOfStep(step: number, values: SetupValues): SetupErrors {
  const found: Record<string, string | null> = checks[step]?.(values) ?? {}
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

const checks: readonly ((values: SetupValues) => Record<string, string | null>)[] = [
  ({ name, code }) => ({
    name: name.trim() === '' ? 'Nama Puskesmas belum diisi.' : null,
    code: /^[A-Z0-9-]{4,20}$/i.test(code.trim()) ? null : sentenceOf(problem('facility_code_invalid')),
  }),
  ({ villages }) => ({
    villages: villages.length === 0 ? 'Pilih paling sedikit satu desa atau kelurahan.' : null,
  }),
  ({ rooms }) => ({
    ...Object.fromEntries(
      rooms.flatMap((room, at) => [
        [`rooms.${at}.name`, room.name.trim() === '' ? 'belum diisi' : null],
        [`rooms.${at}.publicLabel`, room.publicLabel.trim() === '' ? 'belum diisi' : null],
        [`rooms.${at}.series`, /^[A-Z]$/.test(room.series) ? null : 'A–Z'],
      ]),
    ),
    rooms: say(checkRooms(rooms)[0] ?? null),
  }),
  ({ personName, username, password, again }) => ({
    personName: personName.trim() === '' ? 'Nama Anda belum diisi.' : null,
    username: say(checkUsername(username)),
    password: say(checkPassword(password)),
    again: again === password ? null : 'Kedua kata sandi tidak sama. Ketik lagi.',
  }),
]

function say(found: Problem | null): string | null {
  return found && sentenceOf(found)
}

export function readSetup(values: SetupValues): SetupInput {
  return {
    name: values.name.trim(),
    code: values.code.trim(),
    timeZone: values.timeZone,
    villages: values.villages,
    scheme: values.scheme,
    suspectsGoToK4: values.suspectsGoToK4,
    rooms: values.rooms.map(({ key: _, ...room }) => room),
    account: { name: values.personName.trim(), username: values.username, password: values.password },
  }
}

const fieldsOfAccount: Record<string, string> = {
  'account.name': 'personName',
  'account.username': 'username',
  'account.password': 'password',
}

/** Where a refusal of the hub is shown: the step and its field. */
export function placeOf(inputPath: string | null): { step: number; field: string } {
  const field = fieldsOfAccount[inputPath ?? ''] ?? inputPath ?? ''
  const top = field.split('.')[0] ?? ''
  if (['name', 'code', 'timeZone'].includes(top)) return { step: 0, field }
  if (top === 'villages') return { step: 1, field: 'villages' }
  if (['scheme', 'rooms', 'suspectsGoToK4'].includes(top)) return { step: 2, field }
  return { step: 3, field }
}
