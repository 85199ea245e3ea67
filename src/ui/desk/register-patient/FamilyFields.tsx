import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Family } from '#contract/hub/family'
import { checkKk, type FamilyRelation, familyRelationLabels, familyRelations } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import classes from './PatientForm.module.css'
import { fieldProps, type SectionProps } from './patient-form.ts'

export const relationChoices = [
  { value: '', label: 'pilih' },
  ...familyRelations.map((value) => ({
    value,
    label: value === 'kepala' ? 'Kepala' : familyRelationLabels[value],
  })),
]

type FamilyFieldsProps = Pick<SectionProps, 'form'> & { onFamily: (found: Family) => void }

/** The number of the family card: one that is on file brings its people, address and payer. */
export function FamilyFields({ form, onFamily }: FamilyFieldsProps) {
  const { kkNo, family } = form.values
  const missing = 16 - kkNo.length
  const asks = kkNo !== family?.kkNo && checkKk(kkNo) === null
  const found = useQuery(api.families.byCard.queryOptions({ input: { kkNo }, enabled: asks }))

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer, not at every redraw
  useEffect(() => {
    if (asks && found.data) onFamily(found.data)
  }, [asks, found.data])

  return (
    <div>
      <div className={kkNo !== '' || family ? classes.family : undefined}>
        <TextInput
          label="Nomor KK"
          placeholder="16 angka"
          inputMode="numeric"
          autoComplete="off"
          data-takes-scan
          rightSection={kkNo !== '' && missing > 0 && <Text size="sm">kurang {missing}</Text>}
          rightSectionWidth={88}
          rightSectionPointerEvents="none"
          {...fieldProps(form, 'kkNo')}
          onChange={(event) => form.setFieldValue('kkNo', event.currentTarget.value.replace(/[\s.-]/g, ''))}
        />
        {(kkNo !== '' || family) && (
          <NativeSelect
            label="Di KK sebagai"
            data={relationChoices}
            {...fieldProps(form, 'relation')}
            onChange={(event) =>
              form.setFieldValue('relation', event.currentTarget.value as FamilyRelation | '')
            }
          />
        )}
      </div>
      <FamilyNote values={form.values} isNew={asks && found.data === null} />
      <Problems sentences={asks && found.error ? sentencesOf(found.error) : []} />
    </div>
  )
}

type FamilyNoteProps = { values: Pick<SectionProps['form']['values'], 'kkNo' | 'family'>; isNew: boolean }

function FamilyNote({ values: { kkNo, family }, isNew }: FamilyNoteProps) {
  const known = family !== null && (family.kkNo ?? '') === kkNo
  if (!known && !isNew) return null
  const words = known
    ? `Keluarga ${family.headName ?? 'tanpa kepala'} · ${family.members} orang terdaftar`
    : 'KK baru: keluarganya dibuat saat disimpan.'
  return (
    <Text size="sm" mt={4} role="status" className={classes.familyNote}>
      {words}
    </Text>
  )
}
