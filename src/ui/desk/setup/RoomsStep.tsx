import { Button, Radio, Stack, Switch, Text } from '@mantine/core'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { RoomTable } from './RoomTable.tsx'
import classes from './Setup.module.css'
import type { StepProps } from './setup-form.ts'
import { type Presets, rowsOf } from './setup-values.ts'

/** Both readings of the decree are in use; codes stay the same, so the choice can be changed without touching a record. */
export function RoomsStep({ form, presets }: StepProps & { presets: Presets }) {
  const scheme = presets.schemes.find(({ code }) => code === form.values.scheme)

  function applyPreset(code: string): void {
    const rooms = presets.rooms.find((preset) => preset.code === code)?.rooms ?? []
    form.setValues({ preset: code, rooms: rowsOf(rooms) })
    form.clearErrors()
  }

  return (
    <Stack gap="lg">
      <Radio.Group size="md" label="Susunan klaster" {...form.getInputProps('scheme')}>
        <div className={classes.schemes}>
          {presets.schemes.map(({ code, name, clusters }, at) => (
            <Radio
              key={code}
              value={code}
              className={classes.scheme}
              data-autofocus={at === 0 || undefined}
              label={<SchemeLabel name={name} clusters={clusters} />}
            />
          ))}
        </div>
      </Radio.Group>
      <Switch
        size="md"
        label="Terduga penyakit menular langsung ke klaster 4"
        description="Bila mati: tetap dilayani klaster siklus hidupnya, menunggu terpisah, dan klaster 4 diberi tahu."
        {...form.getInputProps('suspectsGoToK4', { type: 'checkbox' })}
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
        onClick={() =>
          form.insertListItem('rooms', {
            key: String(performance.now()),
            name: '',
            publicLabel: '',
            cluster: 'k3',
            series: 'C',
            roles: [],
          })
        }
      >
        Tambah ruangan
      </Button>
    </Stack>
  )
}

function SchemeLabel({ name, clusters }: Pick<Presets['schemes'][number], 'name' | 'clusters'>) {
  const cross = clusters.find(({ code }) => code === 'lk')
  return (
    <>
      <Text fw={700}>{name}</Text>
      <span className={classes.clusters}>
        {clusters.map(({ code, numeral, label }) => (
          <ClusterMark key={code} cluster={code} numeral={numeral || 'lintas'} label={label} />
        ))}
      </span>
      <Text size="sm" c="dimmed">
        {cross?.numeral
          ? `Gawat darurat, gigi, laboratorium, dan farmasi dihitung sebagai klaster ${cross.numeral}.`
          : 'Gawat darurat, gigi, laboratorium, dan farmasi melayani semua klaster, di luar hitungan.'}
      </Text>
    </>
  )
}
