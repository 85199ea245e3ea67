import { Button, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Surface, surfaceLabels, surfaces } from '#contract/access'
import { usualDisplay } from '#contract/hub/device'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import type { Facility } from '#ui/shared/use-session.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { DisplayFields } from './DisplayFields.tsx'
import { type DeviceDraft, deviceDraft } from './device-draft.ts'
import styles from './devices.module.css'

type Invitation = HubOutputs['devices']['invite']

const newDevice: DeviceDraft = { id: null, surface: 'display', name: '', roomId: '', settings: usualDisplay }

/** First what it shall be, then the code to type there. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const typed = useFoundDraft('device', deviceDraft, ({ id }) => id === null)
  const [form, setForm] = useState(typed ?? newDevice)
  const { surface, name, settings } = form
  const rooms = useRoomsFor(surface)
  // Chosen for another kind of device, or out of use since.
  const roomId = rooms.some(({ id }) => id === form.roomId) ? form.roomId : ''
  const change = (part: Partial<DeviceDraft>) => setForm({ ...form, ...part })
  const untouched = JSON.stringify(form) === JSON.stringify(newDevice)
  const { discard } = useKeptDraft('device', untouched ? null : form, typed)
  const invite = useMutation(api.devices.invite.mutationOptions({ onSuccess: discard }))

  function submit(event?: FormEvent): void {
    event?.preventDefault()
    invite.mutate({
      surface,
      // What nobody names, the hub calls by what it does, and a room by its room.
      name: name.trim(),
      roomId: roomId || null,
      settings: surface === 'display' ? settings : null,
    })
  }

  if (invite.data) {
    return (
      <Dialog title={`Kode untuk ${name.trim() || surfaceLabels[surface]}`} onClose={onClose} size={700}>
        <Code invitation={invite.data} again={() => submit()} busy={invite.isPending} />
      </Dialog>
    )
  }
  return (
    <Dialog title="Sambungkan perangkat" onClose={onClose} size={700}>
      <Stack component="form" onSubmit={submit}>
        <RestoredNotice
          found={typed !== null}
          untouched={untouched}
          keys="Alt+B"
          onDrop={() => setForm(newDevice)}
        />
        <SegmentedControl
          fullWidth
          aria-label="Untuk apa"
          value={surface}
          data={surfaces
            .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
            .map((value) => ({ value, label: surfaceLabels[value] }))}
          onChange={(value) => change({ surface: value as Surface })}
        />
        <TextInput
          label="Nama"
          placeholder={surface === 'display' ? 'misalnya: TV ruang tunggu' : surfaceLabels[surface]}
          data-autofocus
          autoComplete="off"
          maxLength={40}
          value={name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {(surface === 'room' || surface === 'desk') && (
          <NativeSelect
            label={surface === 'room' ? 'Ruangan' : 'Loket'}
            value={roomId}
            data={[
              { value: '', label: 'pilih …' },
              ...rooms.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => change({ roomId: event.currentTarget.value })}
          />
        )}
        {surface === 'display' && (
          <DisplayFields settings={settings} onChange={(settings) => change({ settings })} />
        )}
        <Problems sentences={invite.error ? sentencesOf(invite.error) : []} />
        <Button
          type="submit"
          loading={invite.isPending}
          disabled={surface === 'room' && roomId === ''}
          rightSection={<KeyCap keys="Enter" />}
        >
          Buat kode
        </Button>
      </Stack>
    </Dialog>
  )
}

const order: readonly Surface[] = ['display', 'room', 'kiosk', 'desk']

/** At which such a device may stand; a display and a kiosk belong to none. */
function useRoomsFor(surface: Surface): Facility['rooms'] {
  const { facility } = useFrontDesk()
  if (surface !== 'room' && surface !== 'desk') return []
  return facility.rooms.filter(
    ({ active, roles }) => active && roles.includes('loket') === (surface === 'desk'),
  )
}

type CodeProps = { invitation: Invitation; again: () => void; busy: boolean }

function Code({ invitation, again, busy }: CodeProps) {
  const digits = useFocusOnOpen()
  const left = Math.ceil((invitation.expiresAt - useHubNow()) / 1000)
  const { data: devices } = useQuery(api.devices.list.queryOptions())
  const came = devices?.some(({ pairedAt }) => pairedAt !== null && pairedAt > invitation.expiresAt - 300_000)
  if (left <= 0) {
    return (
      <Stack>
        <Text>Kode sudah tidak berlaku. Buat kode baru bila perangkatnya belum tersambung.</Text>
        <Button autoFocus loading={busy} rightSection={<KeyCap keys="Enter" />} onClick={again}>
          Buat kode baru
        </Button>
      </Stack>
    )
  }
  const { code, addresses, qr } = invitation
  return (
    <Stack>
      <section ref={digits} tabIndex={-1} className={styles.code} aria-label="Kode">
        {code.slice(0, 3)} {code.slice(3)}
      </section>
      <Text ta="center" c="dimmed">
        berlaku {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')} lagi, untuk satu perangkat
      </Text>
      {addresses.length === 0 ? (
        <Text fw={600}>
          Jaringan belum dinyalakan. Tutup kotak ini, nyalakan «Jaringan», lalu buat kode lagi.
        </Text>
      ) : (
        <div className={styles.join}>
          <div>
            <Text mb={6}>Di perangkat itu buka peramban dan ketik alamat ini, lalu kodenya:</Text>
            <ul className={styles.addresses}>
              {addresses.map((address) => (
                <li key={address}>{address}</li>
              ))}
            </ul>
          </div>
          {qr && <img className={styles.qr} alt="" src={`data:image/svg+xml,${encodeURIComponent(qr)}`} />}
        </div>
      )}
      {came && (
        <Text role="status" fw={700}>
          Perangkat sudah tersambung. Kotak ini boleh ditutup.
        </Text>
      )}
    </Stack>
  )
}
