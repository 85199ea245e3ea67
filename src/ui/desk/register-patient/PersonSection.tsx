import { InputWrapperContext, Select, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, use, useId } from 'react'
import type { Family } from '#contract/hub/family'
import { type Birth, formatBirth } from '#domain/birth'
import { readBirthText } from '#domain/birth-text'
import { formatLongDate, type LocalDate } from '#domain/local-date'
import { nikReasonLabels, nikReasons } from '#domain/nik'
import { api } from '#ui/shared/client.ts'
import { formatAgeOf } from '#ui/shared/format.ts'
import { FamilyFields } from './FamilyFields.tsx'
import { ForeignFields } from './ForeignFields.tsx'
import { MotherField } from './MotherField.tsx'
import { NikAdvice } from './NikAdvice.tsx'
import { refusalWhileTyping } from './nik-hint.ts'
import classes from './PatientForm.module.css'
import { fieldProps, filterByStart, type SectionProps, setFields } from './patient-form.ts'
import { goesByPassport } from './patient-values.ts'
import { SexField } from './SexField.tsx'

type PersonSectionProps = SectionProps & {
  isNew: boolean
  /** Where the hub reads the mother's address, payer and NIK from. */
  onMother: (motherId: string) => void
  onFamily: (found: Family) => void
}

/** Who it is: name, NIK, birth, sex, mother, family card, record number, in the order in which a clerk asks. */
export function PersonSection({ form, today, isNew, onMother, onFamily }: PersonSectionProps) {
  const { values } = form
  const birthNote = useId()
  return (
    <section aria-label="Orangnya" className={classes.section}>
      {values.newborn && (
        <MotherField
          text={values.motherText}
          mother={values.mother}
          today={today}
          error={asText(form.errors.motherText)}
          onTextChange={(motherText) => setFields(form, { motherText, mother: null })}
          onPick={onMother}
        />
      )}
      <TextInput
        label={values.newborn ? 'Nama bayi' : 'Nama lengkap'}
        placeholder={values.newborn ? 'pilih ibu dahulu, atau ketik nama bayi' : 'seperti pada KTP atau KK'}
        autoComplete="off"
        data-autofocus={!values.newborn || undefined}
        {...fieldProps(form, 'name')}
      />
      {(!values.newborn || values.nik !== '') && <NikRow form={form} today={today} />}
      {goesByPassport(values) && <ForeignFields form={form} />}
      <div>
        <div className={classes.birthRow}>
          <TextInput
            label="Tanggal lahir"
            placeholder="hh-bb-tttt"
            autoComplete="off"
            {...fieldProps(form, 'birth')}
            error={form.errors.birth ? true : undefined}
            inputContainer={(input) => <DescribedBy id={birthNote}>{input}</DescribedBy>}
          />
          <SexField
            value={values.sex}
            error={asText(form.errors.sex)}
            onChange={(sex) => form.setFieldValue('sex', sex)}
          />
        </div>
        <ReadBirth id={birthNote} text={values.birth} error={asText(form.errors.birth)} today={today} />
      </div>
      {!values.newborn && (
        <TextInput label="Nama ibu" autoComplete="off" {...fieldProps(form, 'motherName')} />
      )}
      <FamilyFields form={form} onFamily={onFamily} />
      {isNew && <RecordNoField form={form} today={today} />}
    </section>
  )
}

/** Beneath the number stands what belongs to it: why there is none, or what it says. */
function NikRow({ form, today }: SectionProps) {
  const { values } = form
  const missing = 16 - values.nik.length
  return (
    <div>
      <TextInput
        label="NIK"
        placeholder="16 angka"
        inputMode="numeric"
        autoComplete="off"
        rightSection={values.nik !== '' && missing > 0 && <Text size="sm">kurang {missing}</Text>}
        rightSectionWidth={88}
        rightSectionPointerEvents="none"
        {...fieldProps(form, 'nik')}
        error={form.errors.nik ?? refusalWhileTyping(values.nik)}
        onChange={(event) => form.setFieldValue('nik', event.currentTarget.value.replace(/[\s.-]/g, ''))}
      />
      <div className={classes.underNik}>
        {values.nik === '' ? (
          <Select
            aria-label="Alasan tanpa NIK"
            placeholder="tanpa NIK, karena …"
            searchable
            selectFirstOptionOnChange
            autoSelectOnBlur
            allowDeselect={false}
            filter={filterByStart}
            data={nikReasons.map((value) => ({ value, label: nikReasonLabels[value] }))}
            value={values.nikReason || null}
            onChange={(nikReason) => {
              form.setFieldValue('nikReason', nikReason ?? '')
              form.clearFieldError('nik')
            }}
          />
        ) : (
          <NikAdvice form={form} today={today} />
        )}
      </div>
    </div>
  )
}

function RecordNoField({ form, today }: SectionProps) {
  const { villageCode, mother, family, kkNo, relation } = form.values
  const read = readBirthText(form.values.birth, today)
  const next = useQuery(
    api.patients.nextRecordNo.queryOptions({
      input: {
        villageCode,
        motherId: mother?.id ?? null,
        familyId: family?.id ?? null,
        familyRelation: family || kkNo !== '' ? relation || null : null,
        birth: read && 'birth' in read ? read.birth : null,
      },
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <TextInput
      label="Nomor RM lama"
      placeholder={next.data ? `kosong: nomor baru ${next.data.recordNo}` : 'kosong: nomor baru'}
      autoComplete="off"
      {...fieldProps(form, 'recordNo')}
    />
  )
}

type ReadBirthProps = { id: string; text: string; error: string | undefined; today: LocalDate }

/** The typed date read back in words, so that a slip of a digit is seen at once. */
function ReadBirth({ id, text, error, today }: ReadBirthProps) {
  const read = readBirthText(text, today)
  return (
    <Text id={id} size="sm" mt={4} c={error ? 'var(--danger)' : read ? 'ink.9' : 'dimmed'}>
      {error ?? (read && 'birth' in read ? <BirthInWords birth={read.birth} today={today} /> : birthFormats)}
    </Text>
  )
}

/** The note stands beneath two fields at once, where Mantine, which writes the attribute itself, does not look for it. */
function DescribedBy({ id, children }: { id: string; children: ReactNode }) {
  const wrapper = use(InputWrapperContext)
  return <InputWrapperContext value={{ ...wrapper, describedBy: id }}>{children}</InputWrapperContext>
}

const birthFormats = '020359 · 2-3-1959 · 03-1959 · 1959 · 67 th'

function BirthInWords({ birth, today }: { birth: Birth; today: LocalDate }) {
  const exact = birth.precision === 'exact'
  return (
    <>
      {exact ? formatLongDate(birth.date) : formatBirth(birth)} · <b>{formatAgeOf(birth, today)}</b>
      {!exact && <span className={classes.estimate}>perkiraan</span>}
    </>
  )
}

function asText(error: unknown): string | undefined {
  return typeof error === 'string' ? error : undefined
}
