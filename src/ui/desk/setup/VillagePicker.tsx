import { Checkbox, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { PickOne } from '../register-patient/PickOne.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './Setup.module.css'
import type { AreaVillage } from './setup-values.ts'

type District = HubOutputs['area']['searchDistricts'][number]

/** All villages of the districts that were looked up, and which of them are in the working area. */
type Area = { known: AreaVillage[]; villages: string[] }
type VillagePickerProps = { area: Area; onChange: (area: Area) => void; autoFocus?: boolean }

/** One kecamatan as a rule, with single villages of others. */
export function VillagePicker({ area, onChange, autoFocus = false }: VillagePickerProps) {
  const { known, villages } = area
  const add = useMutation({
    mutationFn: (district: District) => api.area.villagesOfDistrict.call({ code: district.code }),
    onSuccess: (found) => {
      const isFirst = known.length === 0
      const byName = found.toSorted((a, b) => a.name.localeCompare(b.name, 'id'))
      onChange({
        known: [...known.filter((village) => !found.some(({ code }) => code === village.code)), ...byName],
        villages: isFirst ? found.map(({ code }) => code) : villages,
      })
    },
  })
  return (
    <>
      <DistrictSearch
        first={known.length === 0}
        autoFocus={autoFocus}
        onPick={(district) => add.mutate(district)}
      />
      <Problems sentences={add.error ? sentencesOf(add.error) : []} />
      {known.length > 0 && (
        <ul className={classes.districts} onKeyDown={stepAlong}>
          {Object.entries(Object.groupBy(known, districtOf)).map(([district, group]) => (
            <VillageGroup
              key={district}
              title={district}
              group={group ?? []}
              area={area}
              onChange={onChange}
            />
          ))}
        </ul>
      )}
    </>
  )
}

function districtOf(village: AreaVillage): string {
  return `Kecamatan ${village.district}, ${village.regency}`
}

type DistrictSearchProps = { first: boolean; autoFocus: boolean; onPick: (district: District) => void }

function DistrictSearch({ first, autoFocus, onPick }: DistrictSearchProps) {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text, 120)
  const results = useQuery(
    api.area.searchDistricts.queryOptions({
      input: { text: asked },
      enabled: asked.trim().length >= 2,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <div className={classes.search}>
      <PickOne<District>
        label={first ? 'Kecamatan' : 'Tambah desa dari kecamatan lain'}
        placeholder="ketik nama kecamatan, boleh dengan kabupatennya"
        autoFocus={autoFocus}
        text={text}
        picked={false}
        results={results}
        fresh={asked === text && !results.isPlaceholderData}
        emptyMessage="Tidak ada kecamatan dengan nama itu. Periksa ejaan."
        choiceOf={({ code, name, regency, province }) => ({
          key: code,
          content: (
            <>
              <Text fw={600}>{name}</Text>
              <Text size="sm" c="dimmed">
                {regency}, {province}
              </Text>
            </>
          ),
        })}
        onTextChange={setText}
        onPick={(district) => {
          setText('')
          onPick(district)
        }}
      />
    </div>
  )
}

type VillageGroupProps = Omit<VillagePickerProps, 'autoFocus'> & { title: string; group: AreaVillage[] }

function VillageGroup({ title, group, area: { known, villages }, onChange }: VillageGroupProps) {
  const codes = group.map(({ code }) => code)
  const chosen = codes.filter((code) => villages.includes(code))
  const others = villages.filter((code) => !codes.includes(code))

  function choose(next: string[]): void {
    onChange({ known, villages: [...others, ...next] })
  }

  function remove(): void {
    onChange({ known: known.filter(({ code }) => !codes.includes(code)), villages: others })
  }

  return (
    <li aria-label={title}>
      <Group justify="space-between" mb="sm">
        <Checkbox
          fw={700}
          label={`${title} · ${chosen.length} dari ${codes.length} desa`}
          checked={chosen.length === codes.length}
          indeterminate={chosen.length > 0 && chosen.length < codes.length}
          onChange={(event) => choose(event.currentTarget.checked ? codes : [])}
        />
        <RowDeeds
          deeds={[
            { keys: 'H', label: 'Hapus kecamatan ini', name: `Hapus kecamatan ini: ${title}`, run: remove },
          ]}
        />
      </Group>
      <Checkbox.Group value={chosen} onChange={choose} aria-label={title}>
        <div className={classes.villages}>
          {group.map(({ code, name }) => (
            <Checkbox key={code} value={code} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    </li>
  )
}
