import { Button, Group, Stack, Text } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './Setup.module.css'
import type { StepProps } from './setup-form.ts'
import { timeZoneNames, timeZoneOfArea } from './time-zones.ts'
import { VillagePicker } from './VillagePicker.tsx'

/** The working area decides who is «dalam wilayah». */
export function AreaStep({ form }: StepProps) {
  const { known, villages } = form.values
  return (
    <Stack gap="lg">
      <VillagePicker
        autoFocus
        area={{ known, villages }}
        onChange={(area) => {
          form.setValues(area)
          form.clearFieldError('villages')
        }}
      />
      {known.length === 0 && (
        <Text c="dimmed">
          Desa dan kelurahan kecamatan itu muncul di sini. Alamat pasien yang cocok ditandai «dalam wilayah»,
          yang lain «luar wilayah».
        </Text>
      )}
      {form.errors.villages && <Problems sentences={[String(form.errors.villages)]} />}
      <TimeZoneAdvice form={form} />
    </Stack>
  )
}

/** The PC's clock may have been set up in another province. */
function TimeZoneAdvice({ form }: StepProps) {
  const { known, timeZone } = form.values
  const usual = known[0] && timeZoneOfArea(known[0].code)
  const isOther = usual !== undefined && usual !== null && usual !== timeZone
  const take = () => usual && form.setFieldValue('timeZone', usual)
  useShortcut({ keys: 'Alt+P', label: 'Pakai zona waktu wilayah', run: take }, isOther)
  if (!isOther) return null
  return (
    <Group className={classes.advice} role="status">
      <Text>
        Wilayah ini memakai <b>{timeZoneNames[usual]}</b>, tetapi yang dipilih {timeZoneNames[timeZone]}.
      </Text>
      <Button
        variant="default"
        aria-keyshortcuts="Alt+P"
        rightSection={<KeyCap keys="Alt+P" />}
        onClick={take}
      >
        Pakai {timeZoneNames[usual].split(' ')[0]}
      </Button>
    </Group>
  )
}
