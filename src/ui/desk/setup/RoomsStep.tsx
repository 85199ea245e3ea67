import { Radio, Stack } from '@mantine/core'
import { ReadingFields } from './ReadingFields.tsx'
import { RoomTable } from './RoomTable.tsx'
import classes from './Setup.module.css'
import type { StepProps } from './setup-form.ts'
import type { Presets } from './setup-values.ts'
import { useRooms } from './use-rooms.ts'

/** How the clusters are read, and the rooms that serve them. */
export function RoomsStep({ form, presets }: StepProps & { presets: Presets }) {
  const scheme = presets.schemes.find(({ code }) => code === form.values.scheme)

  const deeds = useRooms(form, presets)
  return (
    <Stack gap="lg">
      <ReadingFields
        schemes={presets.schemes}
        reading={{ scheme: form.values.scheme, suspectsGoToK4: form.values.suspectsGoToK4 }}
        onChange={form.setValues}
      />
      <Radio.Group
        size="md"
        label="Mulai dari susunan ruangan"
        description="Ruangan di bawah boleh diubah. Memilih susunan lain mengganti semuanya."
        value={form.values.preset}
        onChange={deeds.applyPreset}
      >
        <div className={classes.presets}>
          {presets.rooms.map(({ code, name }) => (
            <Radio key={code} value={code} label={name} />
          ))}
        </div>
      </Radio.Group>
      <RoomTable form={form} clusters={scheme?.clusters ?? []} deeds={deeds} />
    </Stack>
  )
}
