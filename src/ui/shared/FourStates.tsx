import { Button, Skeleton, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { KeyCap } from './KeyCap.tsx'
import { sentencesOf } from './problems.ts'
import { useShortcut } from './use-shortcut.ts'

type Query<T> = { data: T | undefined; error: unknown; isFetching: boolean; refetch: () => unknown }

type Props<T> = {
  query: Query<T>
  isEmpty: (data: T) => boolean
  /** What to say, and to do, when there is nothing yet. */
  empty: ReactNode
  children: (data: T) => ReactNode
}

/** Every list has four states. Rows already on screen stay there while the hub is asked again. */
export function FourStates<T>({ query, isEmpty, empty, children }: Props<T>) {
  if (query.data !== undefined) return isEmpty(query.data) ? <Quiet>{empty}</Quiet> : children(query.data)
  if (query.error) return <Failed error={query.error} busy={query.isFetching} again={query.refetch} />
  return (
    <Stack gap={8} p={8} aria-busy="true" aria-label="Sedang memuat">
      <Skeleton h={40} />
      <Skeleton h={40} />
      <Skeleton h={40} />
    </Stack>
  )
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Text component="div" c="dimmed" p={12}>
      {children}
    </Text>
  )
}

function Failed({ error, busy, again }: { error: unknown; busy: boolean; again: () => unknown }) {
  useShortcut({ keys: 'F5', label: 'Coba lagi', run: () => void again() }, !busy)
  return (
    <Stack gap={8} p={12} align="flex-start" role="alert">
      {sentencesOf(error).map((sentence) => (
        <Text key={sentence} c="var(--danger)">
          {sentence}
        </Text>
      ))}
      <Button
        variant="default"
        loading={busy}
        aria-keyshortcuts="F5"
        rightSection={<KeyCap keys="F5" />}
        onClick={() => again()}
      >
        Coba lagi
      </Button>
    </Stack>
  )
}
