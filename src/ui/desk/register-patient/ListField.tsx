import { Select } from '@mantine/core'
import classes from './PatientForm.module.css'
import { type fieldProps, filterByStart } from './patient-form.ts'

const noneOfThem = '-'
/** Beneath a narrow field, still wide enough for the name of a country. */
const list = { width: 320, position: 'bottom-start', transitionProps: { duration: 0 } } as const

type ListFieldProps<Value extends string> = {
  label: string
  /** What stands first, and holds as long as nothing else is chosen. */
  unset: string
  data: readonly { value: Value; label: string }[]
  field: ReturnType<typeof fieldProps>
  value: Value | ''
  onChange: (value: Value | '') => void
}

/** A list that narrows while one types; its first entry takes a choice back. */
export function ListField<Value extends string>(props: ListFieldProps<Value>) {
  const { label, unset, data, field, value, onChange } = props
  return (
    <Select
      label={label}
      searchable
      // A field that gets the focus because it is wrong must not cover what is said about it.
      openOnFocus={false}
      allowDeselect={false}
      selectFirstOptionOnChange
      autoSelectOnBlur
      filter={filterByStart}
      limit={30}
      withScrollArea={false}
      classNames={{ options: classes.listOptions }}
      comboboxProps={list}
      {...field}
      data={[{ value: noneOfThem, label: unset }, ...data]}
      value={value || noneOfThem}
      onChange={(chosen) => onChange(data.find((one) => one.value === chosen)?.value ?? '')}
    />
  )
}
