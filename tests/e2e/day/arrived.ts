import type { Encounter, Patient } from 'fhir/r4'
import {
  clusterCoding,
  extensionUrls,
  motherNikSystem,
  nikSystem,
  purposeCoding,
  recordNumberSystem,
  recordSystem,
} from '#contract/fhir'
import type { Sender } from '../../district/harness.ts'
import { puskesmas } from './story.ts'

/** What the district holds of one person and one visit, in the words that the counter used. */
export type ArrivedPerson = {
  name: string
  birth: string | undefined
  sex: string | undefined
  nik: string | undefined
  motherNik: string | undefined
  hasRecordNumber: boolean
}
export type ArrivedVisit = {
  day: string
  number: string
  name: string
  cluster: string
  stage: string
  purpose: string
  payer: string
  insideArea: boolean | undefined
  status: string
  recorded: boolean | undefined
}

/** Reads back all that arrived, with the Puskesmas' own credentials. */
export async function readArrived(
  sender: Sender,
): Promise<{ people: ArrivedPerson[]; visits: ArrivedVisit[] }> {
  const patients = await readAll<Patient>(sender, 'Patient')
  const encounters = await readAll<Encounter>(sender, 'Encounter')
  const names = new Map(patients.map(({ id, name }) => [`Patient/${id}`, name?.[0]?.text ?? '']))
  return {
    people: patients.map(readPerson).toSorted((a, b) => a.name.localeCompare(b.name)),
    visits: encounters
      .map((encounter) => readVisit(encounter, names))
      .toSorted((a, b) => `${a.day} ${a.number}`.localeCompare(`${b.day} ${b.number}`)),
  }
}

async function readAll<T>(sender: Sender, type: 'Patient' | 'Encounter'): Promise<T[]> {
  const { body } = await sender.ask('GET', `/${type}`)
  const entries = (body.entry ?? []) as { resource: T }[]
  if (entries.length !== body.total) throw new Error(`one page does not hold all of ${type}`)
  return entries.map(({ resource }) => resource)
}

function readPerson({ name, birthDate, gender, identifier = [] }: Patient): ArrivedPerson {
  const valueIn = (system: string) => identifier.find((one) => one.system === system)?.value
  return {
    name: name?.[0]?.text ?? '',
    birth: birthDate,
    sex: gender,
    nik: valueIn(nikSystem),
    motherNik: valueIn(motherNikSystem),
    hasRecordNumber: valueIn(recordNumberSystem(puskesmas.code)) !== undefined,
  }
}

function readVisit(encounter: Encounter, names: ReadonlyMap<string, string>): ArrivedVisit {
  const { identifier = [], extension = [], status, subject, serviceType, type } = encounter
  const told = (url: string) => extension.find((one) => one.url === url)
  const day = told(extensionUrls.visitDay)?.valueDate ?? ''
  const ticketSystem = `${recordSystem(puskesmas.code, 'Encounter')}-ticket/${day}`
  return {
    day,
    number: identifier.find(({ system }) => system === ticketSystem)?.value ?? '',
    name: names.get(subject?.reference ?? '') ?? '',
    cluster: serviceType?.coding?.find(({ system }) => system === clusterCoding)?.code ?? '',
    stage: told(extensionUrls.lifeStage)?.valueCode ?? '',
    purpose: type?.[0]?.coding?.find(({ system }) => system === purposeCoding)?.code ?? '',
    payer: told(extensionUrls.payer)?.valueCode ?? '',
    insideArea: told(extensionUrls.insideArea)?.valueBoolean,
    status,
    recorded: told(extensionUrls.serviceRecorded)?.valueBoolean,
  }
}
