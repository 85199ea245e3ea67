import { Button, Group, Input, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { readAgeText } from '#domain/birth-text'
import { problem, sentenceOf } from '#domain/errors'
import { emergencyLabels } from '#domain/reason-words'
import { type EmergencySign, emergencySigns } from '#domain/routing'
import type { Sex } from '#domain/sex'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { printTicket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useDesk } from './desk-store.ts'
import { useFrontDesk } from './front-desk-context.ts'
import { Tick } from './visit/Tick.tsx'
import visit from './visit/visit.module.css'

const UNDO_MS = 60_000

/** Help first, papers later: a number for somebody nobody knows yet. */
export function EmergencyDialog() {
  const { facility } = useFrontDesk()
  const show = useDesk((desk) => desk.show)
  const issue = useDesk((desk) => desk.issue)
  const notePrint = useDesk((desk) => desk.notePrint)
  const [signs, setSigns] = useState<readonly EmergencySign[]>([])
  const [sex, setSex] = useState<Sex | ''>('')
  const [age, setAge] = useState('')
  const [description, setDescription] = useState('')
  const [unsaid, setUnsaid] = useState<string[]>([])
  const register = useMutation(
    api.visits.registerEmergency.mutationOptions({
      onSuccess: async (ticket) => {
        const name = description.trim() || 'Pasien gawat darurat'
        issue({ ticket, name, printed: null, undoUntil: Date.now() + UNDO_MS, from: null })
        notePrint(ticket.visitId, await printTicket(ticket, facility.timeZone))
      },
    }),
  )

  function toggle(sign: EmergencySign): void {
    setSigns(signs.includes(sign) ? signs.filter((other) => other !== sign) : [...signs, sign])
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
    register.mutate({ signs: [...signs], sex: sex || null, ageYears: read.years, description })
  }

  return (
    <Dialog title="Gawat darurat" onClose={() => show(null)} size={760}>
      <form onSubmit={submit} noValidate>
        <Stack>
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
                onChange={(value) => setSex(value as Sex | '')}
              />
            </Input.Wrapper>
            <TextInput
              label="Perkiraan umur (tahun)"
              inputMode="numeric"
              autoComplete="off"
              maxLength={3}
              value={age}
              onChange={(event) => setAge(event.currentTarget.value)}
            />
          </Group>
          <TextInput
            label="Ciri yang terlihat"
            placeholder="misalnya: baju merah, diantar tetangga"
            autoComplete="off"
            maxLength={120}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
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
    </Dialog>
  )
}
