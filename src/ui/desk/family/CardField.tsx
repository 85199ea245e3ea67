import { Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { checkKk } from '#domain/family'
import { api } from '#ui/shared/client.ts'

type CardFieldProps = {
  label: string
  kkNo: string
  onChange: (kkNo: string) => void
  error?: string | undefined
  autoFocus?: boolean
}

/** The number of a family card, and whose it is as soon as it is whole. */
export function CardField({ label, kkNo, onChange, error, autoFocus }: CardFieldProps) {
  const missing = 16 - kkNo.length
  const whole = checkKk(kkNo) === null
  const found = useQuery(api.families.byCard.queryOptions({ input: { kkNo }, enabled: whole }))
  const head = found.data?.members.find(({ isHead }) => isHead)
  const known = found.data && `Keluarga ${head?.name ?? 'tanpa kepala'} · ${found.data.members.length} orang`
  return (
    <TextInput
      label={label}
      placeholder="16 angka"
      inputMode="numeric"
      autoComplete="off"
      maxLength={20}
      autoFocus={autoFocus ?? false}
      data-takes-scan
      data-autofocus={autoFocus || undefined}
      value={kkNo}
      error={error}
      description={whole && found.data !== undefined ? (known ?? 'KK ini belum ada di sini.') : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      rightSection={kkNo !== '' && missing > 0 && <Text size="sm">kurang {missing}</Text>}
      rightSectionWidth={88}
      rightSectionPointerEvents="none"
      onChange={(event) => onChange(event.currentTarget.value.replace(/[\s.-]/g, ''))}
    />
  )
}
