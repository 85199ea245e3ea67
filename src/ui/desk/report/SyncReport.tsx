import { Button, Group, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { type Figure, sayFigure } from '#contract/hub/sync'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton, type Takeable } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { FaultList } from './FaultList.tsx'
import { FigureButton } from './FigureButton.tsx'
import { PastRuns } from './PastRuns.tsx'
import { RecordList } from './RecordList.tsx'
import { ReportSheet } from './ReportSheet.tsx'
import classes from './report.module.css'
import { StickCard } from './StickCard.tsx'
import { Summary } from './Summary.tsx'

/** What a shipment came to: in one sentence, by kind of record, and what is to be mended; earlier ones beside it. */
export function SyncReport({ onClose }: { onClose: () => void }) {
  const { facility } = useFrontDesk()
  /** Null: the last one, whichever that is. */
  const [runId, setRunId] = useState<string | null>(null)
  /** Shown in the place of what is to be mended: both are opened by the same keys. */
  const [figure, setFigure] = useState<Figure | null>(null)
  const openFigure = (one: Figure, words: string) => {
    const isOpen = figure?.type === one.type && figure.which === one.which
    const turn = () => setFigure(isOpen ? null : one)
    return <FigureButton figure={one} words={words} isOpen={isOpen} onTurn={turn} />
  }
  const report = useQuery(api.sync.report.queryOptions({ input: { runId } }))
  const page = useFocusOnOpen()
  const run = report.data?.run ?? null
  const print = () => window.print()
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  useShortcut({ keys: 'Alt+P', label: 'Cetak laporan', run: print }, run !== null)
  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Laporan pengiriman
        </Title>
        <Group gap="sm">
          <ExportButton lists={listsOf(runId, runId === null ? figure : null)} />
          <Button
            variant="default"
            disabled={run === null}
            rightSection={<KeyCap keys="Alt+P" />}
            onClick={print}
          >
            Cetak laporan
          </Button>
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Kembali
          </Button>
        </Group>
      </header>
      <div className={`${frame.columns} ${classes.columns}`}>
        <div className={classes.side}>
          <PastRuns chosen={runId} onChoose={setRunId} />
          <StickCard />
        </div>
        <section aria-label="Laporan" className={classes.report}>
          <FourStates
            query={report}
            isEmpty={(found) => found.run === null}
            empty="Belum ada yang pernah dikirim. Laporan muncul di sini setelah pengiriman pertama ke dinas."
          >
            {(found) =>
              found.run && (
                <>
                  <Summary run={found.run} report={found} {...(runId === null ? { open: openFigure } : {})} />
                  {figure && runId === null ? (
                    <RecordList {...figure} />
                  ) : (
                    <FaultList faults={found.heldBack} />
                  )}
                  {createPortal(
                    <ReportSheet facility={facility} report={found} run={found.run} />,
                    document.body,
                  )}
                </>
              )
            }
          </FourStates>
        </section>
      </div>
      <ShortcutList />
    </main>
  )
}

/** What stands on the screen first. */
function listsOf(runId: string | null, figure: Figure | null): Takeable[] {
  const faults: Takeable = { label: 'Perlu diperbaiki', list: { name: 'heldBack', runId } }
  const runs: Takeable = { label: 'Semua pengiriman', list: { name: 'syncRuns' } }
  if (!figure) return [faults, runs]
  return [{ label: sayFigure(figure), list: { name: 'syncRecords', ...figure } }, faults, runs]
}
