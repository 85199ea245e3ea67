import { Button, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { village } from '#contract/hub/area'
import { facilityRules } from '#contract/hub/facility'
import type { HubOutputs } from '#contract/hub/hub'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { ReadingFields } from '../setup/ReadingFields.tsx'
import { VillagePicker } from '../setup/VillagePicker.tsx'
import classes from './Settings.module.css'

type Saved = HubOutputs['facility']['rules']
type Schemes = HubOutputs['setup']['presets']['schemes']

const label = 'Wilayah kerja dan klaster'
const noVillage = 'Pilih paling sedikit satu desa atau kelurahan.'

/** As ticked; nothing may be chosen yet. */
const areaDraft = z.object({
  rules: facilityRules.extend({ villages: z.array(z.string()) }),
  known: z.array(village),
})

/** What setup asked once and a decree may change. Past days keep what they were. */
export function AreaCard() {
  const saved = useQuery(api.facility.rules.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const presets = useQuery(api.setup.presets.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  const both = {
    data: saved.data && presets.data && { saved: saved.data, schemes: presets.data.schemes },
    error: saved.error ?? presets.error,
    isFetching: saved.isFetching || presets.isFetching,
    refetch: () => Promise.all([saved.refetch(), presets.refetch()]),
  }
  return (
    <section aria-label={label} className={classes.card}>
      <Title order={2} size={18} mb={4}>
        {label}
      </Title>
      <Text c="dimmed" mb="sm">
        Berlaku mulai hari ini. Kunjungan yang sudah tercatat, alamat pasien, dan laporan hari yang lalu tidak
        berubah.
      </Text>
      <FourStates query={both} isEmpty={() => false} empty={null}>
        {(facts) => <AreaForm {...facts} />}
      </FourStates>
    </section>
  )
}

type AreaFormProps = { saved: Saved; schemes: Schemes }

function AreaForm({ saved, schemes }: AreaFormProps) {
  const typed = useFoundDraft('area', areaDraft)
  const queries = useQueryClient()
  const [form, setForm] = useState(typed ?? saved)
  const { rules, known } = form
  const change = (part: Partial<Saved['rules']>) => setForm({ ...form, rules: { ...rules, ...part } })
  const untouched = isSameRules(rules, saved.rules)
  useKeptDraft('area', untouched ? null : form, typed)
  const save = useMutation(
    api.facility.saveRules.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(api.facility.rules.queryKey(), { rules: now, known })
        for (const key of [api.session.key(), api.recordNumbers.key(), api.patients.key()])
          void askAgain(queries, key)
      },
    }),
  )
  const empty = rules.villages.length === 0
  const run = () => save.mutate(rules)
  useShortcut({ keys: 'Alt+W', label: `Simpan ${label}`, run }, !untouched && !empty && !save.isPending)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!untouched && !empty) run()
  }

  return (
    <Stack component="form" gap="md" onSubmit={submit}>
      <RestoredNotice found={typed !== null} untouched={untouched} onDrop={() => setForm(saved)} />
      <VillagePicker
        area={{ known, villages: rules.villages }}
        onChange={({ known, villages }) => setForm({ known, rules: { ...rules, villages } })}
      />
      <Leaving before={saved} villages={rules.villages} />
      <ReadingFields schemes={schemes} reading={rules} onChange={change} />
      <Problems sentences={[...(empty ? [noVillage] : []), ...(save.error ? sentencesOf(save.error) : [])]} />
      {save.isSuccess && untouched && <Text role="status">Tersimpan dan berlaku mulai hari ini.</Text>}
      <Button
        type="submit"
        loading={save.isPending}
        disabled={untouched || empty}
        rightSection={<KeyCap keys="Alt+W" />}
      >
        Simpan
      </Button>
    </Stack>
  )
}

/** Nobody is moved and nothing vanishes; what changes is how those who live there are counted from now on. */
function Leaving({ before, villages }: { before: Saved; villages: readonly string[] }) {
  const left = before.known.filter(
    ({ code }) => before.rules.villages.includes(code) && !villages.includes(code),
  )
  if (left.length === 0) return null
  const names = new Intl.ListFormat('id', { type: 'conjunction' }).format(left.map(({ name }) => name))
  return (
    <Text role="status" className={classes.notice}>
      Mulai hari ini warga {names} dihitung luar wilayah. Alamat, nomor RM, dan kunjungan lamanya tetap.
    </Text>
  )
}

function isSameRules(one: Saved['rules'], other: Saved['rules']): boolean {
  const sorted = ({ villages, ...rest }: Saved['rules']) =>
    JSON.stringify([villages.toSorted(), rest.scheme, rest.suspectsGoToK4])
  return sorted(one) === sorted(other)
}
