import { Radio, Switch, Text } from '@mantine/core'
import { ClusterMark } from '#ui/shared/ClusterMark.tsx'
import classes from './Setup.module.css'
import type { Presets } from './setup-values.ts'

type Reading = { scheme: string; suspectsGoToK4: boolean }
type ReadingFieldsProps = {
  schemes: Presets['schemes']
  reading: Reading
  onChange: (part: Partial<Reading>) => void
}

/** Both readings of the decree are in use; codes stay the same, so the choice can be changed without touching a record. */
export function ReadingFields({ schemes, reading, onChange }: ReadingFieldsProps) {
  return (
    <>
      <Radio.Group
        size="md"
        label="Susunan klaster"
        value={reading.scheme}
        onChange={(scheme) => onChange({ scheme })}
      >
        <div className={classes.schemes}>
          {schemes.map(({ code, name, clusters }, at) => (
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
        checked={reading.suspectsGoToK4}
        onChange={(event) => onChange({ suspectsGoToK4: event.currentTarget.checked })}
      />
    </>
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
