import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { PickOne } from '../register-patient/PickOne.tsx'
import classes from './Setup.module.css'
import type { StepProps } from './setup-form.ts'
import type { AreaVillage } from './setup-values.ts'
import { timeZoneNames, timeZoneOfArea } from './time-zones.ts'

type District = HubOutputs['area']['searchDistricts'][number]

/** The working area decides who is «dalam wilayah»: one kecamatan as a rule, with single villages of others. */
export function AreaStep({ form }: StepProps) {
  const { known, villages } = form.values
  const add = useMutation({
    mutationFn: (district: District) => api.area.villagesOfDistrict.call({ code: district.code }),
    onSuccess: (found) => {
      const isFirst = known.length === 0
      const byName = found.toSorted((a, b) => a.name.localeCompare(b.name, 'id'))
      form.setValues({
        known: [...known.filter((village) => !found.some(({ code }) => code === village.code)), ...byName],
        villages: isFirst ? found.map(({ code }) => code) : villages,
      })
      form.clearFieldError('villages')
    },
  })
  return (
    <Stack gap="lg">
      <DistrictSearch first={known.length === 0} onPick={(district) => add.mutate(district)} />
      <Problems sentences={add.error ? sentencesOf(add.error) : []} />
      {known.length === 0 ? (
        <Text c="dimmed">
          Desa dan kelurahan kecamatan itu muncul di sini. Alamat pasien yang cocok ditandai «dalam wilayah»,
          yang lain «luar wilayah».
        </Text>
      ) : (
        Object.entries(Object.groupBy(known, districtOf)).map(([district, group]) => (
          <VillageGroup key={district} title={district} group={group ?? []} form={form} />
        ))
      )}
      {form.errors.villages && <Problems sentences={[String(form.errors.villages)]} />}
      <TimeZoneAdvice form={form} />
    </Stack>
  )
}

function districtOf(village: AreaVillage): string {
  return `Kecamatan ${village.district}, ${village.regency}`
}

function DistrictSearch({ first, onPick }: { first: boolean; onPick: (district: District) => void }) {
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
        autoFocus
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

type VillageGroupProps = StepProps & { title: string; group: AreaVillage[] }

function VillageGroup({ title, group, form }: VillageGroupProps) {
  const { known, villages } = form.values
  const codes = group.map(({ code }) => code)
  const chosen = codes.filter((code) => villages.includes(code))
  const others = villages.filter((code) => !codes.includes(code))

  function choose(next: string[]): void {
    form.setFieldValue('villages', [...others, ...next])
    form.clearFieldError('villages')
  }

  function remove(): void {
    form.setValues({ known: known.filter(({ code }) => !codes.includes(code)), villages: others })
  }

  return (
    <section aria-label={title}>
      <Group justify="space-between" mb="sm">
        <Checkbox
          fw={700}
          label={`${title} · ${chosen.length} dari ${codes.length} desa`}
          checked={chosen.length === codes.length}
          indeterminate={chosen.length > 0 && chosen.length < codes.length}
          onChange={(event) => choose(event.currentTarget.checked ? codes : [])}
        />
        <Button variant="subtle" size="compact-md" onClick={remove}>
          Hapus kecamatan ini
        </Button>
      </Group>
      <Checkbox.Group value={chosen} onChange={choose} aria-label={title}>
        <div className={classes.villages}>
          {group.map(({ code, name }) => (
            <Checkbox key={code} value={code} label={name} />
          ))}
        </div>
      </Checkbox.Group>
    </section>
  )
}

/** The PC's clock may have been set up in another province. */
function TimeZoneAdvice({ form }: StepProps) {
  const { known, timeZone } = form.values
  const usual = known[0] && timeZoneOfArea(known[0].code)
  if (!usual || usual === timeZone) return null
  return (
    <Group className={classes.advice} role="status">
      <Text>
        Wilayah ini memakai <b>{timeZoneNames[usual]}</b>, tetapi yang dipilih {timeZoneNames[timeZone]}.
      </Text>
      <Button variant="default" onClick={() => form.setFieldValue('timeZone', usual)}>
        Pakai {timeZoneNames[usual].split(' ')[0]}
      </Button>
    </Group>
  )
}
