import { useEffect, useRef, useState } from 'react'
import { emergencyLabels } from '#domain/reason-words'
import { type EmergencySign, emergencySigns, type Symptom } from '#domain/routing'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { Tick } from './Tick.tsx'
import type { RouteNow } from './use-route.ts'
import styles from './visit.module.css'
import { mayBeMother, needsHelp, type Patient, type VisitForm } from './visit-form.ts'

const symptomTicks: { code: Symptom; letter: string; label: string }[] = [
  { code: 'batuk_2_minggu', letter: 'B', label: 'Batuk ≥ 2 minggu' },
  { code: 'demam_ruam', letter: 'R', label: 'Demam + ruam' },
  { code: 'diare_akut', letter: 'D', label: 'Diare akut' },
]

/** What changes the way through the house. Each tick has its letter with Alt. */
export function ArrivalFlags({ patient, route }: { patient: Patient; route: RouteNow }) {
  const { today } = useFrontDesk()
  const form = useDesk((desk) => desk.form)
  const change = useDesk((desk) => desk.change)
  const mother = mayBeMother(patient, today)
  const problem = detailProblem(form, route)
  const helped = needsHelp(form, patient)
  const [signsOpen, openSigns] = useSigns(form)
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend} data-short>
        Perlu diketahui <span className={styles.count}>Alt + huruf</span>
      </legend>
      <div className={styles.flags} data-few={!mother || undefined}>
        {mother && <Motherhood form={form} change={change} />}
        {symptomTicks.map(({ code, letter, label }) => (
          <Tick
            key={code}
            keys={`Alt+${letter}`}
            cap={letter}
            name={label}
            checked={form.symptoms.includes(code)}
            onToggle={() => change({ symptoms: toggled(form.symptoms, code) })}
          >
            {label}
          </Tick>
        ))}
        <Tick
          keys="Alt+P"
          cap="P"
          name="Perlu bantuan"
          checked={helped}
          onToggle={() => change({ needsHelp: !helped })}
        >
          Perlu bantuan
        </Tick>
        <Tick
          keys="Alt+J"
          cap="J"
          name="Didahulukan dengan alasan"
          checked={form.priorityReason !== null}
          onToggle={() => change({ priorityReason: form.priorityReason === null ? '' : null })}
        >
          Didahulukan …
        </Tick>
        <Tick keys="Alt+G" cap="G" name="Tanda gawat" checked={signsOpen} onToggle={openSigns}>
          Tanda gawat
        </Tick>
        <Detail form={form} change={change} />
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {signsOpen && <Signs chosen={form.emergency} onChange={(emergency) => change({ emergency })} />}
    </fieldset>
  )
}

type Part = { form: VisitForm; change: (part: Partial<VisitForm>) => void }

function Motherhood({ form, change }: Part) {
  return (
    <>
      <Tick
        keys="Alt+H"
        cap="H"
        name="Hamil"
        checked={form.pregnant}
        onToggle={() => change({ pregnant: !form.pregnant, postpartum: false })}
      >
        Hamil
      </Tick>
      <Tick
        keys="Alt+N"
        cap="N"
        name="Nifas"
        checked={form.postpartum}
        onToggle={() => change({ postpartum: !form.postpartum, pregnant: false })}
      >
        Nifas
      </Tick>
    </>
  )
}

/** A tick that needs a word more asks for it at once, in the cell beside. */
function Detail(part: Part) {
  const { form, change } = part
  return (
    <>
      <MotherhoodDetail {...part} />
      {form.priorityReason !== null && (
        <WordCell
          label="Alasan didahulukan"
          placeholder="misalnya: habis operasi"
          most={80}
          value={form.priorityReason}
          onChange={(priorityReason) => change({ priorityReason })}
        />
      )}
    </>
  )
}

function MotherhoodDetail({ form, change }: Part) {
  if (form.pregnant) {
    return (
      <WordCell
        key="weeks"
        label="Berapa minggu"
        placeholder="boleh kosong"
        value={form.weeks}
        onChange={(weeks) => change({ weeks })}
      />
    )
  }
  if (!form.postpartum) return null
  return (
    <WordCell
      key="deliveredOn"
      label="Tanggal melahirkan"
      placeholder="hari-bln-thn"
      value={form.deliveredOn}
      onChange={(deliveredOn) => change({ deliveredOn })}
    />
  )
}

type WordCellProps = {
  label: string
  placeholder: string
  most?: number
  value: string
  onChange: (value: string) => void
}

function WordCell({ label, placeholder, most = 20, value, onChange }: WordCellProps) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.closest('label')?.scrollIntoView({ block: 'nearest' })
    // In a list the letters typed now still choose there.
    if (!(document.activeElement instanceof HTMLSelectElement)) field.current?.select()
  }, [])
  return (
    <label className={styles.detail}>
      <span className={styles.small}>{label}</span>
      <input
        ref={field}
        data-detail
        placeholder={placeholder}
        maxLength={most}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  )
}

/** Said beneath the cells; a date that nobody has begun to type is not yet wrong. */
function detailProblem(form: VisitForm, { problems }: RouteNow): string | null {
  if (form.postpartum && form.deliveredOn === '') return null
  return problems.weeks ?? problems.deliveredOn
}

/** The list stands open while any sign is ticked, or once it was asked for. */
function useSigns(form: VisitForm): [boolean, () => void] {
  const [asked, setAsked] = useState(false)
  const change = useDesk((desk) => desk.change)
  const open = asked || form.emergency.length > 0
  return [
    open,
    () => {
      if (open) change({ emergency: [] })
      setAsked(!open)
    },
  ]
}

type SignsProps = { chosen: readonly EmergencySign[]; onChange: (signs: EmergencySign[]) => void }

function Signs({ chosen, onChange }: SignsProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={list} className={styles.flags}>
      {emergencySigns.map((sign, place) => (
        <Tick
          key={sign}
          keys={`Alt+${place + 1}`}
          cap={String(place + 1)}
          name={emergencyLabels[sign]}
          checked={chosen.includes(sign)}
          onToggle={() => onChange(toggled(chosen, sign))}
        >
          {emergencyLabels[sign]}
        </Tick>
      ))}
    </div>
  )
}

function toggled<T>(list: readonly T[], one: T): T[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}
