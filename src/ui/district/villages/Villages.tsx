import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '#contract/district/base'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import { FacilityPicker } from '../FacilityPicker.tsx'
import { MaskNote } from '../Masked.tsx'
import { PrintButton } from '../PrintButton.tsx'
import { readSpan, SpanPicker, spanWord } from '../SpanPicker.tsx'
import { TakeButtons } from '../TakeButtons.tsx'
import { useFacilityNames } from '../use-facility-names.ts'
import { choose, usePlace } from '../use-place.ts'
import { dayOf } from '../words.ts'
import { TargetsDialog } from './TargetsDialog.tsx'
import { TargetTable, type Village } from './TargetTable.tsx'
import { VillageTable } from './VillageTable.tsx'

const viewLabels = { tahap: 'Tahap hidup', program: 'Program', sasaran: 'Sasaran' }
type View = keyof typeof viewLabels

/** PWS without a map: each village of the working area, those with the fewest people seen on top. */
export function Villages({ role }: { role: Role }) {
  const { facilityId, filters } = usePlace()
  const names = useFacilityNames()
  const today = dayOf(Date.now())
  const period = readSpan(filters, today, true)
  const [setting, setSetting] = useState<Village | null>(null)
  const only = facilityId === null ? {} : { facilityId }
  const query = useQuery(api.dashboard.villages.queryOptions({ input: { period, ...only } }))
  const through = query.data?.reachedThrough ?? null
  // Without targets there is nothing to see, but for who may set them.
  const views: View[] =
    through === null && role !== 'manager' ? ['tahap', 'program'] : ['tahap', 'program', 'sasaran']
  const view = views.find((one) => one === filters.get('kolom')) ?? 'tahap'
  const change = (next: { bulan?: string; kolom?: string }) =>
    choose('villages', facilityId, new URLSearchParams({ bulan: period, kolom: view, ...next }))
  return (
    <>
      <header className={styles.head}>
        <h2>
          PWS desa{' '}
          <span className={styles.printed}>
            {names.get(facilityId ?? '') ?? 'semua Puskesmas'} · {spanWord(period)}
          </span>
        </h2>
        <FacilityPicker section="villages" facilityId={facilityId} filters={filters} />
        <SpanPicker span={period} today={today} years onChange={(bulan) => change({ bulan })} />
        <TakeButtons table={{ name: 'villages', period, ...only }} />
        <PrintButton />
      </header>
      <div className={styles.head}>
        <p className={styles.quiet}>
          {view === 'sasaran' && sayTargets(through)} Warga tiap desa di Puskesmas mana pun mereka dilayani;
          yang paling sedikit terlihat di atas. Orang dihitung sekali di tiap Puskesmas dalam rentang ini.
        </p>
        <SegmentedControl
          aria-label="Kolom"
          data={views.map((value) => ({ value, label: viewLabels[value] }))}
          value={view}
          onChange={(kolom) => change({ kolom })}
        />
      </div>
      <MaskNote role={role} />
      <Answer
        query={query}
        isEmpty={({ villages }) => villages.length === 0}
        empty="Belum ada kunjungan dari dalam wilayah kerja pada setahun sampai rentang ini. Pilih rentang atau Puskesmas lain."
      >
        {(answer) =>
          view === 'sasaran' ? (
            <TargetTable villages={answer.villages} onSet={role === 'manager' ? setSetting : null} />
          ) : (
            <VillageTable answer={answer} view={view} ownPlace={facilityId !== null} />
          )
        }
      </Answer>
      {setting && (
        <TargetsDialog village={setting} year={Number(period.slice(0, 4))} onClose={() => setSetting(null)} />
      )}
    </>
  )
}

function sayTargets(through: string | null): string {
  if (through === null) return 'Belum ada sasaran untuk tahun ini.'
  return `Orang yang terlihat sejak awal tahun sampai akhir ${spanWord(through)}, dari sasaran setahun; garis tegak: seperdua belas sasaran untuk tiap bulan.`
}
