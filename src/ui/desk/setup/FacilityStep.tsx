import { Radio, Stack, TextInput } from '@mantine/core'
import type { StepProps } from './setup-form.ts'
import { timeZoneNames } from './time-zones.ts'

export function FacilityStep({ form }: StepProps) {
  return (
    <Stack gap="lg" maw={560}>
      <TextInput
        label="Nama Puskesmas"
        description="seperti pada papan nama; tercetak di tiket dan tampil di layar tunggu"
        placeholder="Puskesmas …"
        maxLength={80}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label="Kode Puskesmas"
        description="kode faskes dari dinas kesehatan, 4–20 huruf, angka, atau tanda hubung"
        maxLength={20}
        maw={440}
        autoComplete="off"
        {...form.getInputProps('code')}
      />
      <Radio.Group
        label="Zona waktu"
        description="menentukan kapan hari berganti"
        {...form.getInputProps('timeZone')}
      >
        <Stack gap={12} mt={12}>
          {Object.entries(timeZoneNames).map(([zone, name]) => (
            <Radio key={zone} value={zone} label={name} />
          ))}
        </Stack>
      </Radio.Group>
    </Stack>
  )
}
