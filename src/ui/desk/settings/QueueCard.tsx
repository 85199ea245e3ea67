import {
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Slider,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type QueueSettings, queueSettings, type VoiceSettings } from '#contract/hub/settings'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { PrinterFields } from './PrinterFields.tsx'
import { clockOfMinute, minuteOfClock } from './quiet-hours.ts'
import classes from './Settings.module.css'

/** How the queue, the screens, the voice and the ticket printer behave. */
export function QueueCard() {
  const settings = useQuery(api.settings.read.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  return (
    <section aria-label="Antrean, suara, dan printer" className={classes.card}>
      <Title order={2} size={18} mb="sm">
        Antrean, suara, dan printer
      </Title>
      <FourStates query={settings} isEmpty={() => false} empty={null}>
        {(saved) => <QueueForm saved={saved} />}
      </FourStates>
    </section>
  )
}

function QueueForm({ saved }: { saved: QueueSettings }) {
  const typed = useFoundDraft('queue', queueSettings)
  const queries = useQueryClient()
  const [form, setForm] = useState(typed ?? saved)
  const change = (part: Partial<QueueSettings>) => setForm({ ...form, ...part })
  const save = useMutation(
    api.settings.save.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(api.settings.read.queryKey(), now)
        void askAgain(queries, api.settings.key())
      },
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate(form)
  }

  const untouched = JSON.stringify(form) === JSON.stringify(saved)
  useKeptDraft('queue', untouched ? null : form, typed)
  const order = { keys: 'Alt+S', label: 'Simpan antrean, suara, dan printer', run: () => save.mutate(form) }
  useShortcut(order, !untouched && !save.isPending)
  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <RestoredNotice found={typed !== null} untouched={untouched} onDrop={() => setForm(saved)} />
      <Checkbox
        label="Nomor baru saat didaftarkan"
        description="Bila kosong, nomor dari kiosk dipakai terus sampai pulang."
        checked={form.newNumberAtRegistration}
        onChange={(event) => change({ newNumberAtRegistration: event.currentTarget.checked })}
      />
      <Textarea
        label="Tulisan berjalan di layar"
        autosize
        minRows={2}
        maxLength={300}
        value={form.runningText}
        onChange={(event) => change({ runningText: event.currentTarget.value })}
      />
      <VoiceFields voice={form.voice} onChange={(voice) => change({ voice })} />
      <PrinterFields printer={form.printer} onChange={(printer) => change({ printer })} />
      <Problems sentences={save.error ? sentencesOf(save.error) : []} />
      <Button
        type="submit"
        loading={save.isPending}
        disabled={untouched}
        rightSection={<KeyCap keys="Alt+S" />}
      >
        Simpan
      </Button>
      {save.isSuccess && untouched && <Text role="status">Tersimpan dan sudah berlaku di semua layar.</Text>}
    </Stack>
  )
}

type VoiceProps = { voice: VoiceSettings; onChange: (voice: VoiceSettings) => void }

function VoiceFields({ voice, onChange }: VoiceProps) {
  const change = (part: Partial<VoiceSettings>) => onChange({ ...voice, ...part })
  return (
    <Stack gap="xs">
      <Title order={3} size={16}>
        Suara
      </Title>
      <Group gap="sm">
        <SegmentedControl
          aria-label="Cara menyebut nomor"
          value={voice.style}
          data={[
            { value: 'digits', label: 'nol satu dua' },
            { value: 'words', label: 'dua belas' },
          ]}
          onChange={(style) => change({ style: style === 'words' ? 'words' : 'digits' })}
        />
        <SegmentedControl
          aria-label="Berapa kali"
          value={String(voice.times)}
          data={[
            { value: '1', label: 'sekali' },
            { value: '2', label: 'dua kali' },
          ]}
          onChange={(times) => change({ times: times === '1' ? 1 : 2 })}
        />
        <SegmentedControl
          aria-label="Sumber suara"
          value={voice.source}
          data={[
            { value: 'clips', label: 'suara Loket' },
            { value: 'system', label: 'suara perangkat' },
          ]}
          onChange={(source) => change({ source: source === 'system' ? 'system' : 'clips' })}
        />
      </Group>
      <Text size="sm">Keras suara: {voice.volume}%</Text>
      <Slider
        label={null}
        thumbLabel="Keras suara"
        min={0}
        max={100}
        step={5}
        value={voice.volume}
        onChange={(volume) => change({ volume })}
      />
      <QuietHours quiet={voice.quiet} onChange={(quiet) => change({ quiet })} />
    </Stack>
  )
}

type Quiet = VoiceSettings['quiet']
const usualQuiet: NonNullable<Quiet> = { from: 20 * 60, until: 6 * 60 }

function QuietHours({ quiet, onChange }: { quiet: Quiet; onChange: (quiet: Quiet) => void }) {
  return (
    <Group gap="sm">
      <Checkbox
        label="Jam tenang, tanpa suara"
        checked={quiet !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? usualQuiet : null)}
      />
      {quiet && (
        <>
          <TextInput
            type="time"
            aria-label="Jam tenang mulai"
            w={120}
            value={clockOfMinute(quiet.from)}
            onChange={(event) => onChange({ ...quiet, from: minuteOfClock(event.currentTarget.value) })}
          />
          sampai
          <TextInput
            type="time"
            aria-label="Jam tenang selesai"
            w={120}
            value={clockOfMinute(quiet.until)}
            onChange={(event) => onChange({ ...quiet, until: minuteOfClock(event.currentTarget.value) })}
          />
        </>
      )}
    </Group>
  )
}
