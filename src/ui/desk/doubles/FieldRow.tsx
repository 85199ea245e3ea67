import { type MergeField, mergeFieldLabels } from '#domain/merge'
import classes from './doubles.module.css'
import { type Choice, type Place, places } from './use-merge-choice.ts'

type FieldRowProps = {
  field: MergeField
  values: Record<Place, string | null>
  /** Null where both say the same. */
  choice: Choice | null
  onChoose: (from: Place) => void
}

const nothing = 'kosong'

/** One fact of both records: said once where they agree, chosen between where they do not. */
export function FieldRow({ field, values, choice, onChoose }: FieldRowProps) {
  const label = mergeFieldLabels[field]
  if (!choice && values.first === null && values.second === null) return null
  if (!choice) {
    const same = values.first === values.second
    return (
      <tr>
        <th scope="row">{label}</th>
        {same ? (
          <td colSpan={2} className={classes.same}>
            {values.first}
          </td>
        ) : (
          places.map((place) => (
            <td key={place} className={classes.same}>
              {values[place] ?? nothing}
            </td>
          ))
        )}
      </tr>
    )
  }
  return (
    <tr className={classes.differs}>
      <th scope="row">
        <span aria-hidden="true">≠</span> {label}
      </th>
      {places.map((place) => (
        <td key={place} data-taken={choice.from === place || undefined}>
          <label>
            <input
              type="radio"
              name={field}
              aria-label={`${label}: ${values[place] ?? nothing}`}
              checked={choice.from === place}
              disabled={!choice.free && choice.from !== place}
              onChange={() => onChoose(place)}
            />
            <span>{values[place] ?? <i>{nothing}</i>}</span>
          </label>
        </td>
      ))}
    </tr>
  )
}
