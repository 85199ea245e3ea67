import { Fragment } from 'react'
import type { Consent } from '#contract/hub/document'
import { formatBirth } from '#domain/birth'
import { type ConsentForm, type ConsentPoint, inFacility } from '#domain/consent'
import { barWidth, type PaperPerson } from '#domain/patient-paper'
import { sexLabels } from '#domain/sex'
import { relationLabels } from '#domain/signer'
import { drawCode128 } from '#ui/shared/bar-code.ts'
import { formatClock } from '#ui/shared/format.ts'
import { BarCode } from './Codes.tsx'
import { sayDay } from './consent-words.ts'
import classes from './papers.module.css'

type Props = {
  form: ConsentForm
  person: PaperPerson
  facility: { name: string; timeZone: string }
  /** Null: a form to fill in by hand. */
  answer: Consent | null
}

/** One page of A4 to sign. What is on file is printed as it was answered; what is not is left to the pen. */
export function ConsentSheet({ form, person, facility, answer }: Props) {
  const bars = drawCode128(person.recordNo)
  return (
    <section className={`${classes.a4} ${classes.form}`} data-paper={form.kind}>
      <header>
        <div>
          <b>{facility.name}</b>
          <h1>{form.title}</h1>
        </div>
        <div className={classes.formCode}>
          <BarCode picture={bars} barMm={barWidth(bars.width, 78, 'fine') ?? 0.2} heightMm={8} />
          <span>RM {person.recordNo}</span>
        </div>
      </header>
      <dl>
        <dt>Nama pasien</dt>
        <dd>
          <b>{person.name}</b>
        </dd>
        <dt>Tanggal lahir</dt>
        <dd>
          {person.birth ? formatBirth(person.birth) : <Blank />}
          {person.sex && ` · ${sexLabels[person.sex]}`}
        </dd>
        <dt>Yang menyatakan</dt>
        <dd>{answer?.signer ?? <Blank wide />}</dd>
        <dt>Hubungan</dt>
        <dd>{answer ? relationLabels[answer.relation] : <Blank wide />}</dd>
      </dl>
      <p>{inFacility(form.opening, facility.name)}</p>
      <Points form={form} facility={facility.name} answer={answer} />
      <p>{inFacility(form.closing, facility.name)}</p>
      <p className={classes.verdict}>
        Dengan ini saya <b>{sayVerdict(form, answer)}</b>.
      </p>
      <Signatures answer={answer} timeZone={facility.timeZone} />
      <footer>
        Naskah {form.title.toLowerCase()} versi {form.version}. Dasar: {form.basis}.
      </footer>
    </section>
  )
}

function Points({ form, facility, answer }: { form: ConsentForm; facility: string; answer: Consent | null }) {
  return (
    <ol>
      {form.points.map((point, place) => (
        <Fragment key={point.code}>
          {point.group !== form.points[place - 1]?.group && <li className={classes.group}>{point.group}</li>}
          <li className={classes.point}>
            <TickBox ticked={answer?.points.includes(point.code) ?? false} />
            <span>
              {inFacility(point.text, facility)}
              {point.optional && <i> {sayChoice(point, answer)}</i>}
            </span>
          </li>
        </Fragment>
      ))}
    </ol>
  )
}

function TickBox({ ticked }: { ticked: boolean }) {
  return (
    <svg className={classes.tickBox} viewBox="0 0 10 10" data-ticked={ticked || undefined} aria-hidden>
      <rect x="0.5" y="0.5" width="9" height="9" />
      {ticked && <path d="M2.2 5.2 4.3 7.4 7.9 2.6" />}
    </svg>
  )
}

function sayChoice(point: ConsentPoint, answer: Consent | null): string {
  if (!answer) return '(boleh tidak)'
  return answer.points.includes(point.code) ? '' : '(tidak diizinkan)'
}

function sayVerdict(form: ConsentForm, answer: Consent | null): string {
  if (!answer) return `${form.agreed} / ${form.refused} *)`
  return answer.agreed ? form.agreed : form.refused
}

function Signatures({ answer, timeZone }: { answer: Consent | null; timeZone: string }) {
  const when = answer && `${sayDay(answer.at, timeZone)}, pukul ${formatClock(answer.at, timeZone)}`
  return (
    <div className={classes.signatures}>
      <p>
        {when ? (
          `Tanggal ${when}`
        ) : (
          <>
            Tanggal <Blank /> pukul <Blank />
          </>
        )}
      </p>
      {!answer && <p className={classes.strike}>*) coret yang tidak perlu</p>}
      <div>
        <p>Petugas pendaftaran</p>
        <b>{answer?.staffName ?? <Blank wide />}</b>
      </div>
      <div>
        <p>Yang menyatakan</p>
        <b>{answer?.signer ?? <Blank wide />}</b>
      </div>
    </div>
  )
}

function Blank({ wide = false }: { wide?: boolean }) {
  return <span className={classes.blank} data-wide={wide || undefined} />
}
