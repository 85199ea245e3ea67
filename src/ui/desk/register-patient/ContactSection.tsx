import { Autocomplete, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import type { ChangeEvent, ReactNode } from 'react'
import { hasJknCard, type Payer, payerLabels, payers, referenceLabels } from '#domain/payer'
import { AddressForFamily } from './AddressForFamily.tsx'
import classes from './PatientForm.module.css'
import { PayerForFamily } from './PayerForFamily.tsx'
import { fieldProps, filterByStart, type SectionProps, setFields } from './patient-form.ts'
import { hasGuardian, needsGuardian, type PatientValues } from './patient-values.ts'
import { VillageField } from './VillageField.tsx'

const relations = ['Ibu', 'Ayah', 'Kakek/nenek', 'Suami/istri', 'Anak', 'Saudara', 'Wali']

type ContactSectionProps = SectionProps & {
  before: PatientValues
  onVillage: () => void
  children: ReactNode
}

/** Where the person lives, how to reach them, who answers for them, and who pays. */
export function ContactSection({ form, before, today, onVillage, children }: ContactSectionProps) {
  const { values } = form
  const isChild = needsGuardian(values, today)
  const asDigits = (field: 'rt' | 'rw') => (event: ChangeEvent<HTMLInputElement>) =>
    form.setFieldValue(field, event.currentTarget.value.replace(/\D/g, '').slice(0, 3))
  return (
    <section aria-label="Alamat dan penjamin" className={classes.section}>
      <VillageField
        {...values}
        error={form.errors.villageText as string | undefined}
        onChange={(village) => {
          setFields(form, village)
          form.clearFieldError('villageText')
        }}
        onPicked={onVillage}
      />
      <div className={classes.street}>
        <TextInput
          label="Jalan / dusun"
          autoComplete="off"
          maxLength={160}
          {...fieldProps(form, 'address')}
        />
        <TextInput
          label="RT"
          inputMode="numeric"
          autoComplete="off"
          {...fieldProps(form, 'rt')}
          onChange={asDigits('rt')}
        />
        <TextInput
          label="RW"
          inputMode="numeric"
          autoComplete="off"
          {...fieldProps(form, 'rw')}
          onChange={asDigits('rw')}
        />
      </div>
      <AddressForFamily form={form} before={before} />
      <TextInput
        label="Telepon"
        placeholder="0812 3456 7890"
        inputMode="tel"
        autoComplete="off"
        {...fieldProps(form, 'phone')}
      />
      {isChild || values.withGuardian || hasGuardian(values) ? (
        <Guardian form={form} />
      ) : (
        <Checkbox
          label="Ada penanggung jawab"
          {...form.getInputProps('withGuardian', { type: 'checkbox' })}
        />
      )}
      <PayerFields form={form} />
      <PayerForFamily form={form} before={before} />
      {children}
    </section>
  )
}

function Guardian({ form }: Pick<SectionProps, 'form'>) {
  return (
    <>
      <TextInput
        label="Penanggung jawab"
        autoComplete="off"
        maxLength={120}
        {...fieldProps(form, 'guardianName')}
      />
      <div className={classes.half}>
        <Autocomplete
          label="Hubungan"
          size="md"
          data={relations}
          filter={filterByStart}
          maxLength={40}
          selectFirstOptionOnChange
          {...fieldProps(form, 'guardianRelation')}
        />
        <TextInput
          label="Teleponnya"
          inputMode="tel"
          autoComplete="off"
          {...fieldProps(form, 'guardianPhone')}
        />
      </div>
    </>
  )
}

function PayerFields({ form }: Pick<SectionProps, 'form'>) {
  const { payer } = form.values
  return (
    <>
      <NativeSelect
        label="Penjamin"
        data={[
          { value: '', label: 'pilih' },
          ...payers.map((value) => ({ value, label: payerLabels[value] })),
        ]}
        {...fieldProps(form, 'payer')}
        onChange={(event) => form.setFieldValue('payer', event.currentTarget.value as Payer | '')}
      />
      {payer !== '' && referenceLabels[payer] && (
        <TextInput
          label={referenceLabels[payer]}
          autoComplete="off"
          maxLength={40}
          {...fieldProps(form, 'payerRef')}
        />
      )}
      <TextInput
        label="Nomor kartu JKN"
        placeholder={payer === '' || hasJknCard(payer) ? '13 angka' : 'bila ada'}
        inputMode="numeric"
        autoComplete="off"
        {...fieldProps(form, 'cardNo')}
        onChange={(event) => form.setFieldValue('cardNo', event.currentTarget.value.replace(/[\s.-]/g, ''))}
      />
    </>
  )
}
