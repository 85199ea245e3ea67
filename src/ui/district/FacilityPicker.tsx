import { Select } from '@mantine/core'
import { useFacilityNames } from './use-facility-names.ts'
import { choose, type Section } from './use-place.ts'

const everyone = 'semua'

type Props = { section: Section; facilityId: string | null; filters: URLSearchParams }

/** Narrows a section to one Puskesmas; what else is chosen stays. */
export function FacilityPicker({ section, facilityId, filters }: Props) {
  const names = useFacilityNames()
  return (
    <Select
      aria-label="Puskesmas"
      w={200}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="Tidak ada Puskesmas dengan nama itu."
      data={[
        { value: everyone, label: 'Semua Puskesmas' },
        ...[...names].map(([value, label]) => ({ value, label })),
      ]}
      value={facilityId ?? everyone}
      onChange={(value) => choose(section, value === everyone ? null : value, filters)}
    />
  )
}
