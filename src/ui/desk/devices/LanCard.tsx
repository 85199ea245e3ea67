import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LanState } from '#contract/hub/lan'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from '../settings/Settings.module.css'
import styles from './devices.module.css'

/** Whether this computer can be reached from others at all. Off until the head switches it on. */
export function LanCard() {
  const state = useQuery(api.lan.state.queryOptions())
  return (
    <section aria-label="Jaringan" className={classes.card}>
      <Title order={2} size={18} mb={8}>
        Jaringan
      </Title>
      <FourStates query={state} isEmpty={() => false} empty={null}>
        {(lan) => <Lan lan={lan} />}
      </FourStates>
    </section>
  )
}

function Lan({ lan }: { lan: LanState }) {
  const { staff } = useFrontDesk()
  const queries = useQueryClient()
  const turn = useMutation(
    api.lan.switch.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(api.lan.state.queryKey(), now)
        void askAgain(queries, api.lan.key())
      },
    }),
  )
  const mayTurn = staff.role === 'head' && !lan.forced
  const toggle = () => turn.isPending || turn.mutate({ on: !lan.on })
  useShortcut({ keys: 'Alt+N', label: 'Nyalakan atau matikan jaringan', run: toggle }, mayTurn)
  return (
    <Stack gap="sm">
      <Text>
        {lan.on
          ? 'Menyala. Televisi, kiosk, dan komputer ruangan di jaringan yang sama dapat tersambung dengan kode.'
          : 'Mati. Hanya komputer ini yang dapat membuka Loket.'}
      </Text>
      {lan.problem && <Problems sentences={[lan.problem]} />}
      {lan.on && <Addresses lan={lan} />}
      <Problems sentences={turn.error ? sentencesOf(turn.error) : []} />
      {mayTurn && (
        // A button that rests meanwhile would let go of the focus.
        <Button
          variant={lan.on ? 'default' : 'filled'}
          aria-busy={turn.isPending}
          rightSection={<KeyCap keys="Alt+N" />}
          onClick={toggle}
        >
          {turn.isPending ? 'Sebentar …' : lan.on ? 'Matikan jaringan' : 'Nyalakan jaringan'}
        </Button>
      )}
      {lan.forced && <Text size="sm">Dinyalakan dengan --lan saat Loket dijalankan.</Text>}
      {staff.role !== 'head' && !lan.on && (
        <Text size="sm">Minta kepala Puskesmas menyalakannya dengan akunnya.</Text>
      )}
    </Stack>
  )
}

function Addresses({ lan }: { lan: LanState }) {
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text size="sm" c="dimmed">
            Televisi dan kiosk
          </Text>
          <ul className={styles.addresses}>
            {lan.addresses.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
          <Text size="sm" c="dimmed" mt={8}>
            Ruangan dan loket lain
          </Text>
          <ul className={styles.addresses}>
            {lan.secureAddresses.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </div>
        {lan.qr && (
          <img className={styles.qr} alt="" src={`data:image/svg+xml,${encodeURIComponent(lan.qr)}`} />
        )}
      </Group>
      {lan.fingerprint && (
        <div>
          <Text size="sm" c="dimmed">
            Sidik sertifikat Puskesmas ini, untuk dicocokkan di perangkat
          </Text>
          <Text className={styles.fingerprint}>{lan.fingerprint}</Text>
        </div>
      )}
    </>
  )
}
