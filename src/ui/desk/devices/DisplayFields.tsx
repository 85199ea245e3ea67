import { Checkbox, Group, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { DisplaySettings } from '#contract/hub/device'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './devices.module.css'

type Props = { settings: DisplaySettings; onChange: (settings: DisplaySettings) => void }

/** What one television shows and says. */
export function DisplayFields({ settings, onChange }: Props) {
  const { facility } = useFrontDesk()
  const change = (part: Partial<DisplaySettings>) => onChange({ ...settings, ...part })
  const rooms = facility.rooms.filter(({ active }) => active)
  return (
    <Stack gap="sm">
      <TextInput
        label="Ruang tunggu"
        description="Di satu ruang tunggu hanya satu layar yang bersuara, bergantian tanpa tumpang tindih."
        maxLength={40}
        autoComplete="off"
        value={settings.area}
        onChange={(event) => change({ area: event.currentTarget.value })}
      />
      <Group gap="lg">
        <SegmentedControl
          aria-label="Warna layar"
          value={settings.theme}
          data={[
            { value: 'dark', label: 'Gelap' },
            { value: 'light', label: 'Terang' },
          ]}
          onChange={(theme) => change({ theme: theme === 'light' ? 'light' : 'dark' })}
        />
        <Checkbox
          label="Bersuara"
          checked={settings.sound}
          onChange={(event) => change({ sound: event.currentTarget.checked })}
        />
        <Checkbox
          label="Gambar dan video"
          checked={settings.media}
          onChange={(event) => change({ media: event.currentTarget.checked })}
        />
      </Group>
      <Checkbox.Group
        label="Ruangan yang ditampilkan"
        description="Kosongkan untuk semua ruangan, juga yang ditambahkan kemudian."
        value={[...settings.rooms]}
        onChange={(chosen) => change({ rooms: chosen })}
      >
        <div className={styles.pickRooms}>
          {rooms.map(({ id, publicLabel }) => (
            <Checkbox key={id} size="sm" value={id} label={publicLabel} />
          ))}
        </div>
      </Checkbox.Group>
    </Stack>
  )
}
