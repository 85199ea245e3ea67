import { Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useDesk } from '../desk-store.ts'
import classes from './CloseDay.module.css'

/** What the district would not take, in its own words, each with the way to the person it concerns. */
export function HeldBackList() {
  const report = useQuery(api.sync.report.queryOptions())
  const begin = useDesk((desk) => desk.begin)
  const show = useDesk((desk) => desk.show)

  function open(patientId: string): void {
    show(null)
    begin({ kind: 'correct', patientId })
  }

  return (
    <div>
      <Title order={3} size={16} mb={8}>
        Perlu diperbaiki
      </Title>
      <FourStates
        query={report}
        isEmpty={({ heldBack }) => heldBack.length === 0}
        empty="Tidak ada lagi yang perlu diperbaiki."
      >
        {({ heldBack }) => (
          <ul className={classes.held}>
            {heldBack.map(({ recordId, title, words, patientId }) => (
              <li key={recordId}>
                <Group justify="space-between" wrap="nowrap" gap="sm">
                  <div>
                    <Text fw={600}>{title}</Text>
                    <Text size="sm">{words}</Text>
                  </div>
                  {patientId && (
                    <Button variant="default" onClick={() => open(patientId)}>
                      Buka
                    </Button>
                  )}
                </Group>
              </li>
            ))}
          </ul>
        )}
      </FourStates>
    </div>
  )
}
