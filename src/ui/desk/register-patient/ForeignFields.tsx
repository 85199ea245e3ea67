import { TextInput } from '@mantine/core'
import { countryName, foreignCountries } from '#domain/country'
import { ListField } from './ListField.tsx'
import classes from './PatientForm.module.css'
import { fieldProps, type PatientFormApi } from './patient-form.ts'
import { goesByPassport } from './patient-values.ts'

const countries = foreignCountries
  .map((value) => ({ value, label: countryName(value) }))
  .toSorted((a, b) => a.label.localeCompare(b.label, 'id'))

/** Country and passport: beneath the NIK of whoever has none because of them, among the other facts for everybody else. */
export function ForeignFields({ form }: { form: PatientFormApi }) {
  return (
    <div className={classes.half}>
      <ListField
        label="Kewarganegaraan"
        unset={goesByPassport(form.values) ? 'pilih negara' : 'Indonesia'}
        data={countries}
        field={fieldProps(form, 'nationality')}
        value={form.values.nationality}
        onChange={(nationality) => form.setFieldValue('nationality', nationality)}
      />
      <TextInput label="Nomor paspor" autoComplete="off" maxLength={20} {...fieldProps(form, 'passport')} />
    </div>
  )
}
