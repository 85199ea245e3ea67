import { Button, Stack, Text, Title } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { referenceOf } from './problems.ts'

type Props = { children: ReactNode }
type State = { reference: string | null }

/** A fault in drawing takes the screen, not the record: what was saved is in the hub, what was typed is a draft. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { reference: null }

  static getDerivedStateFromError(error: unknown): State {
    return { reference: referenceOf(error) }
  }

  override render(): ReactNode {
    const { reference } = this.state
    if (reference === null) return this.props.children
    return (
      <Stack align="center" justify="center" h="100vh" p="xl" role="alert">
        <Title order={1} size={28}>
          Layar ini berhenti.
        </Title>
        <Text maw={560} ta="center">
          Data yang sudah tersimpan aman, dan yang sedang diketik dikembalikan setelah dimuat ulang. Sebutkan
          kode <b>{reference}</b> bila melapor.
        </Text>
        <Button autoFocus onClick={() => location.reload()}>
          Muat ulang layar
        </Button>
      </Stack>
    )
  }
}
