import { Select } from '@mantine/core'
import { useFacilityNames } from '../use-facility-names.ts'
import { addressOf } from '../use-place.ts'

const everyone = 'semua'

export function FacilityPicker({ facilityId }: { facilityId: string | null }) {
  const names = useFacilityNames()
  return (
    <Select
      aria-label="Puskesmas"
      w={270}
      searchable
      allowDeselect={false}
      selectFirstOptionOnChange
      nothingFoundMessage="Tidak ada Puskesmas dengan nama itu."
      data={[
        { value: everyone, label: 'Semua Puskesmas' },
        ...[...names].map(([value, label]) => ({ value, label })),
      ]}
      value={facilityId ?? everyone}
      onChange={(value) => location.assign(addressOf('visits', value === everyone ? null : value))}
    />
  )
}
