import { Button, Radio, Stack } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
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

  const add = () =>
    form.insertListItem('rooms', {
      key: String(performance.now()),
      name: '',
      publicLabel: '',
      cluster: 'k3',
      series: 'C',
      roles: [],
    })
  useShortcut({ keys: 'Alt+U', label: 'Tambah ruangan', run: add })
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
      {form.errors.rooms && <Problems sentences={[String(form.errors.rooms)]} />}
      <Button
        variant="default"
        className={classes.addRoom}
        aria-keyshortcuts="Alt+U"
        rightSection={<KeyCap keys="Alt+U" />}
        onClick={add}
      >
        Tambah ruangan
      </Button>
    </Stack>
  )
}
