import { Radio, Stack } from '@mantine/core'
import { ReadingFields } from './ReadingFields.tsx'
import { RoomTable } from './RoomTable.tsx'
import classes from './Setup.module.css'
import type { StepProps } from './setup-form.ts'
import { type Presets, rowsOf } from './setup-values.ts'

/** How the clusters are read, and the rooms that serve them. */
export function RoomsStep({ form, presets }: StepProps & { presets: Presets }) {
  const scheme = presets.schemes.find(({ code }) => code === form.values.scheme)

  function applyPreset(code: string): void {
    const rooms = presets.rooms.find((preset) => preset.code === code)?.rooms ?? []
    form.setValues({ preset: code, rooms: rowsOf(rooms) })
    form.clearErrors()
  }

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
        onChange={applyPreset}
      >
        <div className={classes.presets}>
          {presets.rooms.map(({ code, name }) => (
            <Radio key={code} value={code} label={name} />
          ))}
        </div>
      </Radio.Group>
      <RoomTable form={form} clusters={scheme?.clusters ?? []} />
    </Stack>
  )
}
