import { Button, Group, Input, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { readAgeText } from '#domain/birth-text'
import { problem, sentenceOf } from '#domain/errors'
import { emergencyLabels } from '#domain/reason-words'
import { type EmergencySign, emergencySigns } from '#domain/routing'
import type { Sex } from '#domain/sex'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { hubNow } from '#ui/shared/hub-clock.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { printTicket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useDesk } from './desk-store.ts'
import { useFrontDesk } from './front-desk-context.ts'
import { Tick } from './visit/Tick.tsx'
import visit from './visit/visit.module.css'

const UNDO_MS = 60_000

/** As typed, and when: the signs of one person must not stand ticked for the next. */
const emergencyDraft = z.object({
  at: z.number(),
  signs: z.array(z.enum(emergencySigns)),
  sex: z.enum(['L', 'P', '']),
  age: z.string(),
  description: z.string(),
})
type EmergencyDraft = z.infer<typeof emergencyDraft>
const nothingTyped: Omit<EmergencyDraft, 'at'> = { signs: [], sex: '', age: '', description: '' }
const samePersonMs = 10 * 60_000

/** Help first, papers later: a number for somebody nobody knows yet. */
export function EmergencyDialog() {
  const show = useDesk((desk) => desk.show)
  return (
    <Dialog title="Gawat darurat" onClose={() => show(null)} size={760}>
      <EmergencyForm />
    </Dialog>
  )
}

function EmergencyForm() {
  const { facility } = useFrontDesk()
  const issue = useDesk((desk) => desk.issue)
  const notePrint = useDesk((desk) => desk.notePrint)
  const typed = useFoundDraft('emergency', emergencyDraft, ({ at }) => Math.abs(hubNow() - at) < samePersonMs)
  const [form, setForm] = useState<EmergencyDraft>(() => typed ?? { ...nothingTyped, at: hubNow() })
  const { signs, sex, age, description } = form
  const change = (part: Partial<EmergencyDraft>) =>
    setForm((before) => ({ ...before, ...part, at: hubNow() }))
  const untouched = signs.length === 0 && sex === '' && age === '' && description === ''
  const [unsaid, setUnsaid] = useState<string[]>([])
  const { discard } = useKeptDraft('emergency', untouched ? null : form, typed)
  const register = useMutation(
    api.visits.registerEmergency.mutationOptions({
      onSuccess: async (ticket) => {
        discard()
        const name = description.trim() || 'Pasien gawat darurat'
        issue({ ticket, name, printed: null, undoUntil: Date.now() + UNDO_MS, from: null })
        notePrint(ticket.visitId, await printTicket(ticket, facility.timeZone))
      },
    }),
  )

  function toggle(sign: EmergencySign): void {
    change({ signs: signs.includes(sign) ? signs.filter((other) => other !== sign) : [...signs, sign] })
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const read = readAgeText(age)
    const missing = [
      ...(signs.length === 0 ? [problem('emergency_sign_missing')] : []),
      ...('problem' in read ? [read.problem] : []),
    ]
    setUnsaid(missing.map(sentenceOf))
    if ('problem' in read || missing.length > 0 || register.isPending) return
    register.mutate({ signs, sex: sex || null, ageYears: read.years, description })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <RestoredNotice
          found={typed !== null}
          untouched={untouched}
          keys="Alt+B"
          onDrop={() => change(nothingTyped)}
        />
        <Text>Pasien langsung ke ruang gawat darurat. Data dirinya dilengkapi setelah ditolong.</Text>
        <fieldset className={visit.group}>
          <legend className={visit.legend}>Tanda gawat</legend>
          <div className={visit.flags}>
            {emergencySigns.map((sign, place) => (
              <Tick
                key={sign}
                keys={String(place + 1)}
                cap={String(place + 1)}
                name={emergencyLabels[sign]}
                checked={signs.includes(sign)}
                first={place === 0}
                onToggle={() => toggle(sign)}
              >
                {emergencyLabels[sign]}
              </Tick>
            ))}
          </div>
        </fieldset>
        <Group align="flex-end">
          <Input.Wrapper label="Jenis kelamin" labelElement="div" size="md">
            <SegmentedControl
              display="flex"
              aria-label="Jenis kelamin"
              data={[
                { value: 'L', label: 'Laki-laki' },
                { value: 'P', label: 'Perempuan' },
                { value: '', label: 'Belum jelas' },
              ]}
              value={sex}
              onChange={(value) => change({ sex: value as Sex | '' })}
            />
          </Input.Wrapper>
          <TextInput
            label="Perkiraan umur (tahun)"
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            value={age}
            onChange={(event) => change({ age: event.currentTarget.value })}
          />
        </Group>
        <TextInput
          label="Ciri yang terlihat"
          placeholder="misalnya: baju merah, diantar tetangga"
          autoComplete="off"
          maxLength={120}
          value={description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <Problems sentences={[...unsaid, ...(register.error ? sentencesOf(register.error) : [])]} />
        <Button
          type="submit"
          size="xl"
          h={56}
          color="danger"
          loading={register.isPending}
          justify="space-between"
          rightSection={<KeyCap keys="Enter" />}
        >
          Beri nomor gawat darurat
        </Button>
      </Stack>
    </form>
  )
}
