import { Button, Group, Text } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './doubles.module.css'

/** The last thing done here, and what may come next. */
export type Done = { words: string; patientId: string | null; mergeId: string | null }

type DoneCardProps = {
  done: Done
  undoing: boolean
  onOpen: (patientId: string) => void
  onUndo: (merge: { mergeId: string }) => void
}

/** What has just been done, and the way back. */
export function DoneCard({ done: { words, patientId, mergeId }, undoing, onOpen, onUndo }: DoneCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const undo = () => mergeId && onUndo({ mergeId })
  useLayoutEffect(() => (card.current?.querySelector('button') ?? card.current)?.focus(), [])
  useShortcut({ keys: 'Alt+U', label: 'Batalkan penggabungan', run: undo }, mergeId !== null && !undoing)
  return (
    <div ref={card} role="status" tabIndex={-1} className={classes.done}>
      <Text fz={18} fw={600}>
        {words}
      </Text>
      {patientId && mergeId && (
        <Group justify="center">
          <Button rightSection={<KeyCap keys="Enter" />} onClick={() => onOpen(patientId)}>
            Buka pasien ini
          </Button>
          <Button variant="default" loading={undoing} rightSection={<KeyCap keys="Alt+U" />} onClick={undo}>
            Batalkan penggabungan
          </Button>
        </Group>
      )}
    </div>
  )
}
