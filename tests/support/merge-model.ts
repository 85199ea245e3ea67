import { join } from 'node:path'
import { expect } from 'vitest'
import type { HubOutputs } from '#contract/hub/hub'
import type { LocalDate } from '#domain/local-date'
import { type MergeField, mergeFields } from '#domain/merge'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { head, newArrival, newPatient, refusalOf, type TestHub, type TestPage } from './hub.ts'
import type { Step } from './merge-steps.ts'

type Facts = Record<string, unknown>
type Carried = { id: string; [column: string]: unknown }
type Merge = {
  id: string
  day: number
  kept: string
  gone: string
  standing: boolean
  /** Visits, and records merged earlier, that came along. */
  visits: string[]
  merged: string[]
  before: { kept: Facts; gone: Facts; visits: Carried[] }
  after: Facts
}

/** One field may be several facts of the answer. */
const factsOfField: Record<MergeField, string[]> = {
  name: ['name'],
  nik: ['nik', 'nikReason'],
  birth: ['birth'],
  sex: ['sex'],
  mother: ['motherId', 'motherName', 'motherNik', 'birthOrder'],
  address: ['villageCode', 'address', 'rt', 'rw'],
  phone: ['phone'],
  guardian: ['guardian'],
  payer: ['payer', 'cardNo', 'payerRef'],
  family: ['familyId', 'familyRelation'],
  passport: ['passport'],
  nationality: ['nationality'],
  religion: ['religion'],
  disabilities: ['disabilities'],
  language: ['language'],
  deceased: ['deceasedOn'],
}

let counted = 0

/** A few people at one desk, and beside them a plain list of who is who and whose visit is whose. */
export function openModel(hub: TestHub, desk: TestPage) {
  const numbers = new Map<string, string>()
  const usedAs = new Map<string, string>()
  const temporary = new Set<string>()
  const owners = new Map<string, string>()
  const merges: Merge[] = []
  let day = 0

  let lastCard: string | null = null
  const newCard = (digits: string) => {
    lastCard = `820402010188${digits}`
    return lastCard
  }

  const living = () => [...usedAs].filter(([id, used]) => id === used).map(([id]) => id)
  const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const open = (id: string) => desk.api.patients.open({ id })
  const factsOf = async (id: string): Promise<Facts> => {
    const person = await open(id)
    return Object.fromEntries(
      Object.values(factsOfField)
        .flat()
        .map((fact) => [fact, person[fact as keyof typeof person]]),
    )
  }

  function stored<Row>(query: string, ...values: string[]): Row[] {
    const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder), { readonly: true })
    const rows = driver.prepare(query).all(...values) as Row[]
    driver.close()
    return rows
  }

  const carriedOf = (patientId: string) =>
    stored<Carried>(
      `SELECT id, payer, card_no, life_stage, inside_area, first_ever, first_this_year FROM visits
        WHERE patient_id = ? ORDER BY id`,
      patientId,
    )
  const isHere = (patientId: string) =>
    stored(
      `SELECT 1 FROM visits JOIN legs ON legs.visit_id = visits.id WHERE patient_id = ? AND visits.day = ?
        AND status = 'open' AND state IN ('waiting', 'called', 'serving', 'skipped')`,
      patientId,
      dayOf(hub),
    ).length > 0

  function add(id: string, recordNo: string): void {
    numbers.set(id, recordNo)
    usedAs.set(id, id)
  }

  async function register({ withNik, withCard, family }: Extract<Step, { do: 'register' }>): Promise<void> {
    counted += 1
    const digits = String(counted).padStart(4, '0')
    const letters = [...digits].map((digit) => 'ABCDEFGHIJ'[Number(digit)]).join('')
    const person = await desk.api.patients.register(
      newPatient({
        name: `Warga ${letters}`,
        birth: { date: `19${50 + (counted % 40)}-03-02` as LocalDate, precision: 'exact' },
        ...(withNik ? { nik: `820402020355${digits}`, nikReason: null } : {}),
        ...(family === 'own' ? { kkNo: newCard(digits), familyRelation: 'kepala' as const } : {}),
        ...(family === 'other' && lastCard ? { kkNo: lastCard, familyRelation: 'anak' as const } : {}),
        ...(withCard ? { payer: 'jkn_pbi' as const, cardNo: `977777777${digits}` } : {}),
      }),
    )
    add(person.id, person.recordNo)
  }

  async function come({ who, ends }: { who: number; ends: string }): Promise<void> {
    const id = pick(living(), who)
    if (!id) return
    const asked = desk.api.visits.register({
      patientId: id,
      arrival: newArrival(),
      complaint: '',
      payer: 'umum',
      confirmedBy: ['nama', 'tanggal_lahir'],
      override: null,
      arrivalId: null,
    })
    if (isHere(id)) return expect((await refusalOf(asked))[0]?.code).toBe('already_here')
    const { visitId } = await asked
    owners.set(visitId, id)
    if (ends === 'cancel') await desk.api.visits.cancel({ visitId, reason: 'pulang' })
    if (ends !== 'finish') return
    const [leg] = stored<{ id: string }>('SELECT id FROM legs WHERE visit_id = ?', visitId)
    for (const move of ['serve', 'finish'] as const) await desk.api.queue.move({ legId: leg?.id ?? '', move })
  }

  /** Somebody arrives without a name and is then found to be on file. */
  async function unnamed({ who }: { who: number }): Promise<void> {
    const kept = pick(
      living().filter((id) => !temporary.has(id)),
      who,
    )
    const arrived = await desk.api.visits.registerEmergency({
      description: 'jatuh',
      sex: 'L',
      ageYears: 40,
      signs: ['tidak_sadar'],
    })
    const { patientId: gone, visitId } = arrived
    add(gone, (await open(gone)).recordNo)
    temporary.add(gone)
    owners.set(visitId, gone)
    if (!kept) return
    await unite(kept, gone, async () => {
      await desk.api.visits.assign({ visitId, patientId: kept })
      return (await desk.api.merges.today())[0]?.id ?? ''
    })
  }

  async function correct({ who }: { who: number }): Promise<void> {
    const id = pick(
      living().filter((one) => !temporary.has(one)),
      who,
    )
    if (!id) return
    counted += 1
    const { nikWarnings: _warnings, insideArea: _inside, ...person } = await open(id)
    const phone = `08127777${String(counted).padStart(4, '0')}`
    await desk.api.patients.correct({ ...person, phone, id })
  }

  async function merge({ kept: k, gone: g, take }: { kept: number; gone: number; take: MergeField[] }) {
    const [kept, gone] = [pick(living(), k), pick(living(), g)]
    if (!kept || !gone) return
    await unite(kept, gone, async () => {
      const [one, other] = [await open(kept), await open(gone)]
      const revisions = { keptRevision: one.revision, goneRevision: other.revision }
      return (await desk.api.merges.merge({ keptId: kept, goneId: gone, take, ...revisions })).mergeId
    })
  }

  async function unite(kept: string, gone: string, order: () => Promise<string>): Promise<void> {
    const wrong = refusalFor(kept, gone)
    if (wrong) return expect((await refusalOf(order()))[0]?.code).toBe(wrong)
    const before = {
      kept: await factsOf(kept),
      gone: await factsOf(gone),
      visits: [...carriedOf(kept), ...carriedOf(gone)],
    }
    const id = await order()
    const visits = [...owners].filter(([, owner]) => owner === gone).map(([visit]) => visit)
    const merged = [...usedAs]
      .filter(([record, used]) => used === gone && record !== gone)
      .map(([record]) => record)
    for (const visit of visits) owners.set(visit, kept)
    for (const record of [gone, ...merged]) usedAs.set(record, kept)
    merges.push({ id, day, kept, gone, standing: true, visits, merged, before, after: await factsOf(kept) })
  }

  function refusalFor(kept: string, gone: string) {
    if (kept === gone) return 'merge_needs_two'
    if (temporary.has(kept) && !temporary.has(gone)) return 'merge_keeps_temporary'
    return isHere(kept) && isHere(gone) ? 'merge_both_here' : null
  }

  async function undo({ which }: { which: number }): Promise<void> {
    const wanted = pick(merges, which)
    if (!wanted) return
    const { id: mergeId, kept, gone, before, after } = wanted
    const later = merges.slice(merges.indexOf(wanted) + 1)
    const wrong = !wanted.standing
      ? 'merge_unknown'
      : wanted.day !== day
        ? 'merge_undo_late'
        : later.some((other) => other.standing && [other.kept, other.gone].includes(kept))
          ? 'merge_undo_order'
          : null
    if (wrong) return expect((await refusalOf(desk.api.merges.undo({ mergeId })))[0]?.code).toBe(wrong)
    const now = await factsOf(kept)
    const { stayed } = await desk.api.merges.undo({ mergeId })
    const expected: Facts = { ...now }
    const changedSince: MergeField[] = []
    for (const field of mergeFields) {
      const facts = factsOfField[field]
      const differs = (a: Facts, b: Facts) =>
        facts.some((fact) => JSON.stringify(a[fact]) !== JSON.stringify(b[fact]))
      if (!differs(before.kept, after)) continue
      if (differs(now, after)) changedSince.push(field)
      else for (const fact of facts) expected[fact] = before.kept[fact]
    }
    expect([...stayed].sort()).toEqual(changedSince.sort())
    wanted.standing = false
    for (const record of [gone, ...wanted.merged]) usedAs.set(record, gone)
    for (const visit of wanted.visits) owners.set(visit, gone)
    expect(await factsOf(kept)).toEqual(expected)
    expect(await factsOf(gone)).toEqual(before.gone)
    const carried = new Map([...carriedOf(kept), ...carriedOf(gone)].map((visit) => [visit.id, visit]))
    for (const visit of before.visits) expect(carried.get(visit.id)).toEqual(visit)
  }

  async function sleep(): Promise<void> {
    day += 1
    hub.clock.advance(24 * 3_600_000)
    await desk.api.session.signIn(head)
  }

  return {
    take: (next: Step): Promise<void> => {
      switch (next.do) {
        case 'register':
          return register(next)
        case 'come':
          return come(next)
        case 'unnamed':
          return unnamed(next)
        case 'correct':
          return correct(next)
        case 'merge':
          return merge(next)
        case 'undo':
          return undo(next)
        case 'sleep':
          return sleep()
      }
    },

    /** What must hold after any sequence of steps. */
    check: async (): Promise<void> => {
      const used = stored<{ id: string; merged_into: string | null }>(
        `SELECT id, merged_into FROM patients WHERE id IN (${[...usedAs.keys()].map((id) => `'${id}'`).join()})`,
      )
      expect(new Map(used.map((row) => [row.id, row.merged_into ?? row.id]))).toEqual(usedAs)
      for (const [visit, owner] of owners) {
        expect(
          stored(
            'SELECT patient_id, merged_into FROM visits JOIN patients ON patients.id = patient_id WHERE visits.id = ?',
            visit,
          ),
        ).toEqual([{ patient_id: owner, merged_into: null }])
      }
      for (const [id, recordNo] of numbers) {
        const hits: HubOutputs['patients']['search'] = await desk.api.patients.search({ text: recordNo })
        expect(hits).toMatchObject([
          { id: usedAs.get(id), matched: usedAs.get(id) === id ? 'rm' : 'rm_lama' },
        ])
        expect((await open(id)).id).toBe(usedAs.get(id))
      }
      const headless = stored(
        `SELECT families.id FROM families LEFT JOIN patients ON patients.id = head_id AND family_id = families.id
            AND family_relation = 'kepala' AND merged_into IS NULL
          WHERE head_id IS NOT NULL AND patients.id IS NULL
        UNION SELECT family_id FROM patients JOIN families ON families.id = family_id
          WHERE family_relation = 'kepala' AND merged_into IS NULL AND head_id IS NOT patients.id`,
      )
      expect(headless).toEqual([])
      const told = stored(
        `SELECT id FROM patients LEFT JOIN outbox ON record_id = id AND kind = 'patient' AND outbox.revision = patients.revision
          WHERE record_id IS NULL
        UNION SELECT id FROM visits LEFT JOIN outbox ON record_id = id AND kind = 'encounter' AND outbox.revision = visits.revision
          WHERE record_id IS NULL`,
      )
      expect(told).toEqual([])
    },
  }
}

function dayOf(hub: TestHub): string {
  return new Date(hub.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10)
}
