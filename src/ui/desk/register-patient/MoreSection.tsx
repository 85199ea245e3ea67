import { Autocomplete, Button, TextInput } from '@mantine/core'
import { disabilities, disabilityLabels } from '#domain/disability'
import { religionLabels, religions } from '#domain/religion'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ForeignFields } from './ForeignFields.tsx'
import { ListField } from './ListField.tsx'
import classes from './PatientForm.module.css'
import { fieldProps, filterByStart, type PatientFormApi } from './patient-form.ts'
import { goesByPassport } from './patient-values.ts'

export const moreKeys = 'Alt+L'

const languages = [
  'isyarat (Bisindo)',
  'Aceh',
  'Bali',
  'Banjar',
  'Batak',
  'Bugis',
  'Inggris',
  'Jawa',
  'Madura',
  'Makassar',
  'Mandarin',
  'Minang',
  'Sasak',
  'Sunda',
  'Ternate',
]

/** The closed section: its name, and the key that opens it. */
export function MoreSwitch({ onOpen }: { onOpen: () => void }) {
  return (
    <Button
      variant="default"
      size="sm"
      h={40}
      px={12}
      className={classes.moreSwitch}
      rightSection={<KeyCap keys={moreKeys} />}
      aria-keyshortcuts={moreKeys}
      onClick={onOpen}
    >
      Disabilitas, bahasa, lain-lain
    </Button>
  )
}

type MoreSectionProps = { form: PatientFormApi; isNew: boolean }

/** What only some people need: help with language or senses first, then papers, and the end of a life. */
export function MoreSection({ form, isNew }: MoreSectionProps) {
  const { values } = form
  return (
    <section aria-label="Keterangan lain" className={classes.more}>
      <Disabilities form={form} />
      <Autocomplete
        label="Perlu bantuan bahasa"
        placeholder="tidak perlu"
        size="md"
        data={languages}
        withScrollArea={false}
        classNames={{ options: classes.listOptions }}
        filter={filterByStart}
        maxLength={40}
        {...fieldProps(form, 'language')}
      />
      <ListField
        label="Agama"
        unset="tidak dicatat"
        data={religions.map((value) => ({ value, label: religionLabels[value] }))}
        field={fieldProps(form, 'religion')}
        value={values.religion}
        onChange={(religion) => form.setFieldValue('religion', religion)}
      />
      {!goesByPassport(values) && <ForeignFields form={form} />}
      {!isNew && (
        <TextInput
          label="Meninggal tanggal"
          placeholder="hh-bb-tttt, hanya bila sudah meninggal"
          autoComplete="off"
          {...fieldProps(form, 'deceasedOn')}
        />
      )}
    </section>
  )
}

/** Native boxes in a row: Tab or Enter goes on, the space bar ticks. */
function Disabilities({ form }: { form: PatientFormApi }) {
  const chosen = form.values.disabilities
  function toggle(code: (typeof disabilities)[number]): void {
    const next = disabilities.filter((other) => chosen.includes(other) !== (other === code))
    form.setFieldValue('disabilities', next)
  }
  return (
    <fieldset className={classes.disabilities}>
      <legend>Disabilitas</legend>
      {disabilities.map((code) => (
        <label key={code} className={classes.tick} data-checked={chosen.includes(code) || undefined}>
          <input
            type="checkbox"
            data-field="disabilities"
            checked={chosen.includes(code)}
            onChange={() => toggle(code)}
          />
          {disabilityLabels[code]}
        </label>
      ))}
    </fieldset>
  )
}
