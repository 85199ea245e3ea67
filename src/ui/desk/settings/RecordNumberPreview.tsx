import { Text } from '@mantine/core'
import type { HubOutputs } from '#contract/hub/hub'
import classes from './Settings.module.css'

type RecordNumberPreviewProps = { places: HubOutputs['recordNumbers']['preview']; pending: boolean }

/** The numbers that come next, as they will stand on the cards. */
export function RecordNumberPreview({ places, pending }: RecordNumberPreviewProps) {
  return (
    <section aria-label="Nomor berikutnya" aria-busy={pending} className={classes.preview}>
      <Text size="sm" fw={600}>
        Nomor berikutnya
      </Text>
      {places.length === 0 && <Text size="sm">tampil bila bentuknya dapat dipakai</Text>}
      {places.map(({ place, recordNos }) => (
        <p key={place}>
          {place && <span>{place}</span>}
          {recordNos.map((recordNo) => (
            <b key={recordNo}>{recordNo}</b>
          ))}
        </p>
      ))}
    </section>
  )
}
