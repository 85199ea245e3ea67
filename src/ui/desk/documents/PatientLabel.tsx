import { type BarPrinter, barWidth, labelLines, layOutLabels, type PaperPerson } from '#domain/patient-paper'
import { drawCode128 } from '#ui/shared/bar-code.ts'
import { BarCode, QrCode } from './Codes.tsx'
import { isLong } from './PatientCard.tsx'
import classes from './papers.module.css'

type Props = { person: PaperPerson; roomMm: number; heightMm: number; printer: BarPrinter }

/** Bars where they fit wide enough to be read; a QR code for the longest numbers. */
function PatientLabel({ person, roomMm, heightMm, printer }: Props) {
  const said = Object.fromEntries(labelLines(person).map(({ part, text }) => [part, text]))
  const bars = drawCode128(person.recordNo)
  const barMm = barWidth(bars.width, roomMm, printer)
  return (
    <div className={classes.label} data-label={barMm === null ? 'qr' : 'bars'}>
      <div>
        <p className={classes.labelName} data-long={isLong(person.name) || undefined}>
          {said.name}
        </p>
        <p className={classes.labelFacts}>
          <b>{said.record}</b> <span>{said.born}</span>
        </p>
      </div>
      {barMm === null ? (
        <QrCode text={person.recordNo} sizeMm={heightMm * 1.6} />
      ) : (
        <BarCode picture={bars} barMm={barMm} heightMm={heightMm} />
      )}
    </div>
  )
}

/** One label of a roll after the other, 50 × 25 mm each. */
export function LabelRoll({ person, count }: { person: PaperPerson; count: number }) {
  return Array.from({ length: count }, (_, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same label several times
    <section key={place} className={classes.roll} data-paper="label">
      <PatientLabel person={person} roomMm={47} heightMm={9} printer="dots" />
    </section>
  ))
}

/** Sheets of thirty, 70 × 29.7 mm each; the first may have been used in part. */
export function LabelSheets({ person, count, first }: { person: PaperPerson; count: number; first: number }) {
  return layOutLabels(count, first).map((places, sheet) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: sheets have nothing but their order
    <section key={sheet} className={`${classes.a4} ${classes.labels}`} data-paper="label-a4">
      {places.map((filled, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places have nothing but their order
        <div key={place} className={classes.place}>
          {filled && <PatientLabel person={person} roomMm={64} heightMm={10} printer="fine" />}
        </div>
      ))}
    </section>
  ))
}
