import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { ageOn, type LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { formatNik } from '#ui/shared/format.ts'
import { PickOne } from './PickOne.tsx'
import type { ChosenMother } from './patient-values.ts'

type Hit = HubOutputs['patients']['search'][number]
type MotherFieldProps = {
  text: string
  mother: ChosenMother | null
  error?: string | undefined
  today: LocalDate
  onTextChange: (text: string) => void
  onPick: (motherId: string) => void
}

/** Finds the mother among the registered, by anything the search of the desk understands. */
export function MotherField({ text, mother, error, today, onTextChange, onPick }: MotherFieldProps) {
  const [asked] = useDebouncedValue(text, 120)
  const results = useQuery({
    ...api.patients.search.queryOptions({
      input: { text: asked },
      enabled: asked.trim().length >= 2 && mother === null,
      placeholderData: keepPreviousData,
    }),
    select: (hits: Hit[]) => hits.filter((hit) => canBeMother(hit, today)),
  })
  return (
    <PickOne<Hit>
      label="Ibu bayi"
      placeholder="nama, NIK, nomor RM, atau telepon ibu"
      data-field="motherText"
      autoFocus
      text={text}
      picked={mother !== null}
      description={mother ? describeIdentifier(mother) : undefined}
      error={error}
      results={results}
      fresh={asked === text && !results.isPlaceholderData}
      emptyMessage="Ibu belum terdaftar. Daftarkan ibunya dahulu, lalu bayinya."
      choiceOf={(hit) => ({ key: hit.id, content: <MotherChoice hit={hit} /> })}
      onTextChange={onTextChange}
      onPick={(hit) => onPick(hit.id)}
    />
  )
}

function describeIdentifier(mother: ChosenMother): string {
  const identifier = mother.nik
    ? `NIK ibu ${formatNik(mother.nik)} menjadi pengenal bayi.`
    : 'NIK ibu belum tercatat: lengkapi data ibu agar bayi punya pengenal.'
  return `${identifier} Alamat, keluarga, dan penjamin disalin dari ibu; ubah bila berbeda.`
}

/** Leaves out men and children, of whom a search by the mother's name finds many. */
export function canBeMother({ sex, birth }: Pick<Hit, 'sex' | 'birth'>, today: LocalDate): boolean {
  return sex !== 'L' && (birth === null || ageOn(birth.date, today).years >= 10)
}

function MotherChoice({ hit }: { hit: Hit }) {
  return (
    <>
      <Text fw={600}>{hit.name}</Text>
      <Text size="sm" c="dimmed">
        RM {hit.recordNo} · {hit.birth ? `lahir ${formatBirth(hit.birth)}` : 'tanggal lahir belum ada'}
        {hit.village ? ` · ${hit.village}` : ''}
      </Text>
    </>
  )
}
