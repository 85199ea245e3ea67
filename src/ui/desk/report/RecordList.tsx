import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Figure, sayFigure } from '#contract/hub/sync'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { RecordRows } from './FaultList.tsx'
import classes from './report.module.css'

/** Who and what stands behind a figure of the table, each with the key to its record. */
export function RecordList({ type, which }: Figure) {
  const records = useQuery(api.sync.records.queryOptions({ input: { type, which } }))
  const title = sayFigure({ type, which })
  return (
    <section aria-label={title} className={classes.faults}>
      <Title order={2} size={18}>
        {title}
      </Title>
      <FourStates query={records} isEmpty={(list) => list.length === 0} empty="Sudah tidak ada.">
        {(list) => <RecordRows records={list} />}
      </FourStates>
    </section>
  )
}
