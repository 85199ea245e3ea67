import { Input } from '@mantine/core'
import { useId } from 'react'
import { type Sex, sexLabels } from '#domain/sex'
import classes from './SexField.module.css'

type SexFieldProps = { value: Sex | ''; error?: string | undefined; onChange: (sex: Sex) => void }

const choices: readonly Sex[] = ['L', 'P']

/** Two large radios; the letters L and P choose as well, because that is how it stands on the KTP. */
export function SexField({ value, error, onChange }: SexFieldProps) {
  const name = useId()
  return (
    <Input.Wrapper size="md" label="Jenis kelamin" labelElement="div" error={error}>
      <div
        role="radiogroup"
        aria-label="Jenis kelamin"
        aria-invalid={error ? true : undefined}
        className={classes.group}
        onKeyDown={(event) => {
          const typed = choices.find((sex) => sex === event.key.toUpperCase())
          if (!typed || event.ctrlKey || event.altKey) return
          onChange(typed)
          event.currentTarget.querySelector<HTMLInputElement>(`[value=${typed}]`)?.focus()
        }}
      >
        {choices.map((sex) => (
          <label key={sex} className={classes.choice}>
            <input
              type="radio"
              name={name}
              value={sex}
              data-field="sex"
              checked={value === sex}
              onChange={() => onChange(sex)}
            />
            <u>{sex}</u>
            {sexLabels[sex].slice(1)}
          </label>
        ))}
      </div>
    </Input.Wrapper>
  )
}
