import { Badge, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import classes from './PatientForm.module.css'
import { PickOne } from './PickOne.tsx'
import type { PatientValues } from './patient-values.ts'

type Village = HubOutputs['area']['searchVillages'][number]
type VillageValues = Pick<PatientValues, 'villageText' | 'villageCode' | 'insideArea'>
type VillageFieldProps = VillageValues & {
  error?: string | undefined
  onChange: (values: VillageValues) => void
  onPicked: () => void
}

/** Desa or kelurahan by any part of its name; those of the working area come first. */
export function VillageField({
  villageText,
  villageCode,
  insideArea,
  error,
  onChange,
  onPicked,
}: VillageFieldProps) {
  const [asked] = useDebouncedValue(villageText, 120)
  const results = useQuery(
    api.area.searchVillages.queryOptions({
      input: { text: asked },
      enabled: asked.trim().length >= 2 && villageCode === null,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <PickOne<Village>
      label={
        <span className={classes.villageLabel}>
          Desa / kelurahan {insideArea !== null && <AreaMark inside={insideArea} />}
        </span>
      }
      listWidth={520}
      placeholder="ketik nama desa"
      data-field="villageText"
      text={villageText}
      picked={villageCode !== null}
      error={error}
      results={results}
      fresh={asked === villageText && !results.isPlaceholderData}
      emptyMessage="Tidak ada desa dengan nama itu. Periksa ejaan, atau ketik sebagian saja."
      choiceOf={(village) => ({ key: village.code, content: <VillageChoice village={village} /> })}
      onTextChange={(text) => onChange({ villageText: text, villageCode: null, insideArea: null })}
      onPick={(village) => {
        onChange({
          villageText: nameVillage(village),
          villageCode: village.code,
          insideArea: village.insideArea,
        })
        onPicked()
      }}
    />
  )
}

function nameVillage(village: Village): string {
  return `${village.name}, Kec. ${village.district}`
}

function VillageChoice({ village }: { village: Village }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <div>
        <Text fw={600}>{village.name}</Text>
        <Text size="sm" c="dimmed">
          Kec. {village.district}, {village.regency}
        </Text>
      </div>
      <AreaMark inside={village.insideArea} />
    </Group>
  )
}

function AreaMark({ inside }: { inside: boolean }) {
  return (
    <Badge
      component="span"
      className={classes.areaMark}
      variant={inside ? 'light' : 'outline'}
      color="ink"
      tt="none"
      size="md"
    >
      {inside ? 'dalam wilayah' : 'luar wilayah'}
    </Badge>
  )
}
