import { useLayoutEffect, useRef } from 'react'
import { mergeFields } from '#domain/merge'
import classes from './doubles.module.css'
import { FieldRow } from './FieldRow.tsx'
import { sayField } from './field-words.ts'
import { RecordHead } from './RecordHead.tsx'
import { type Compared, type MergeChoice, places } from './use-merge-choice.ts'

/** A column a record, a row a fact: which record stays, and whose word counts where the two differ. */
export function ComparedTable({ compared, choice }: { compared: Compared; choice: MergeChoice }) {
  const table = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => table.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])
  return (
    <div className={classes.tableFrame}>
      <table ref={table} className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Yang tetap</th>
            {places.map((place, at) => (
              <RecordHead
                key={place}
                keys={`Alt+${at + 1}`}
                side={compared[place]}
                stays={choice.kept === place}
                mayStay={choice.mayStay(place)}
                reasons={choice.proposed.kept === place ? choice.proposed.reasons : []}
                onKeep={() => choice.keep(place)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {mergeFields.map((field) => (
            <FieldRow
              key={field}
              field={field}
              values={{ first: sayField(compared.first, field), second: sayField(compared.second, field) }}
              choice={choice.differences.get(field) ?? null}
              onChoose={(from) => choice.choose(field, from)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}
