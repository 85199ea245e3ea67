import type { ReactNode } from 'react'
import { typeWords } from '#contract/fhir-words'
import type { ComparedType, Figure, TypeCounts } from '#contract/hub/sync'
import { sayCompared } from './compared-words.ts'
import classes from './report.module.css'
import { visitsFirst } from './visits-first.ts'

type Props = {
  byType: readonly TypeCounts[]
  compared: readonly ComparedType[]
  /** On a screen: the way to the records behind a figure that wants attention. */
  open?: (figure: Figure, words: string) => ReactNode
}

/** What was sent and what became of it, a line for each kind of record; on the screen and on paper. */
export function TypeTable({ byType, compared, open = (_, words) => words }: Props) {
  if (byType.length === 0) return null
  return (
    <table className={classes.types}>
      <thead>
        <tr>
          <th scope="col">Data</th>
          <th scope="col">Dikirim</th>
          <th scope="col">Diterima dinas</th>
          <th scope="col">Menunggu</th>
          <th scope="col">Perlu diperbaiki</th>
          <th scope="col">Dicocokkan dengan dinas</th>
        </tr>
      </thead>
      <tbody>
        {visitsFirst(byType).map(({ type, sent, confirmed, waiting, toFix }) => {
          const proof = compared.find((one) => one.type === type)
          const [waits, matches] = [sayCount(waiting), sayCompared(proof)]
          return (
            <tr key={type}>
              <th scope="row">{typeWords[type].title}</th>
              <td>{sayCount(sent)}</td>
              <td>{sayCount(confirmed)}</td>
              <td>{waiting ? open({ type, which: 'waiting' }, waits) : waits}</td>
              <td data-attention={(toFix ?? 0) > 0 || undefined}>{sayCount(toFix)}</td>
              <td>{proof?.same === false ? open({ type, which: 'differing' }, matches) : matches}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A run that was cut off has left it uncounted. */
function sayCount(count: number | null): string {
  return count === null ? 'tidak diketahui' : count.toLocaleString('id-ID')
}
