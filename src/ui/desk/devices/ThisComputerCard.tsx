import { Button, Stack, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { openPageUrl } from '#ui/shared/open-page-url.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from '../settings/Settings.module.css'

/** Screens that hang on this very computer need no network and no code. */
export function ThisComputerCard() {
  const open = useMutation(
    api.pages.open.mutationOptions({ onSuccess: ({ url }, { surface }) => openPageUrl(url, surface) }),
  )
  const openDisplay = () => open.mutate({ surface: 'display' })
  const openKiosk = () => open.mutate({ surface: 'kiosk' })
  useShortcut({ keys: 'F6', label: 'Buka layar tunggu', run: openDisplay })
  useShortcut({ keys: 'Alt+K', label: 'Buka kiosk nomor', run: openKiosk })
  return (
    <section aria-label="Di komputer ini" className={classes.card}>
      <Title order={2} size={18} mb={8}>
        Di komputer ini
      </Title>
      <Stack gap="sm">
        <Button
          variant="default"
          justify="space-between"
          rightSection={<KeyCap keys="F6" />}
          onClick={openDisplay}
        >
          Buka layar tunggu
        </Button>
        <Button
          variant="default"
          justify="space-between"
          rightSection={<KeyCap keys="Alt+K" />}
          onClick={openKiosk}
        >
          Buka kiosk nomor
        </Button>
        <Problems sentences={open.error ? sentencesOf(open.error) : []} />
      </Stack>
    </section>
  )
}
