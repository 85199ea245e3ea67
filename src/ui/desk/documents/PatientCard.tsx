import { barWidth, cardLines, type PaperPerson } from '#domain/patient-paper'
import { drawCode128 } from '#ui/shared/bar-code.ts'
import { BarCode, QrCode } from './Codes.tsx'
import classes from './papers.module.css'

const barRoomMm = 78

/** Kartu berobat, 85.6 × 54 mm: what a person keeps, and a scanner reads either way. */
export function PatientCard({ person, facility }: { person: PaperPerson; facility: string }) {
  const said = Object.fromEntries(cardLines(person, facility).map(({ part, text }) => [part, text]))
  const bars = drawCode128(person.recordNo)
  const barMm = barWidth(bars.width, barRoomMm, 'fine')
  return (
    <section className={classes.card} data-paper="kartu">
      <header>
        <b>{said.facility}</b>
        <span>{said.title}</span>
      </header>
      <div className={classes.who}>
        <div>
          <p className={classes.cardName} data-long={isLong(person.name) || undefined}>
            {said.name}
          </p>
          <p className={classes.cardRecord} data-long={person.recordNo.length > 12 || undefined}>
            <small>No. RM</small> {said.record}
          </p>
          <p className={classes.cardBorn}>{said.born}</p>
        </div>
        <QrCode text={person.recordNo} sizeMm={19} />
      </div>
      {barMm !== null && <BarCode picture={bars} barMm={barMm} heightMm={8} />}
      <footer>{said.keep}</footer>
    </section>
  )
}

/** The same card on A4, to be cut out and folded into a sleeve. */
export function CardToCut(props: { person: PaperPerson; facility: string }) {
  return (
    <section className={classes.a4} data-paper="kartu-a4">
      <div className={classes.cutOut}>
        <PatientCard {...props} />
      </div>
      <p className={classes.cutHint}>Gunting pada garis putus-putus.</p>
    </section>
  )
}

/** Set smaller, so that it stands whole. */
export function isLong(name: string): boolean {
  return name.length > 24
}
