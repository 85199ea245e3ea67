import {
  Button,
  NativeSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { z } from 'zod'
import type { HubOutputs } from '#contract/hub/hub'
import { recordTemplate } from '#contract/hub/record-number'
import { personalPattern } from '#domain/record-number'
import { familyPattern, mostStart, numbersFamilies } from '#domain/record-template'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf, sentencesOutside } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { AreaCodes } from './AreaCodes.tsx'
import { RecordNumberPreview } from './RecordNumberPreview.tsx'
import classes from './Settings.module.css'

type Numbering = HubOutputs['recordNumbers']['read']
export type Template = Numbering['template']

/** As typed: a pattern may still be half. */
const templateDraft = recordTemplate.extend({ pattern: z.string() })

/** How medical records are numbered. Numbers that were given stay as they are. */
export function RecordNumberCard() {
  const numbering = useQuery(api.recordNumbers.read.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  return (
    <section aria-label="Nomor rekam medis" className={classes.card}>
      <Title order={2} size={18} mb={4}>
        Nomor rekam medis
      </Title>
      <Text c="dimmed" mb="sm">
        Berlaku untuk pasien berikutnya. Nomor yang sudah diberikan tetap berlaku dan tidak dipakai ulang.
      </Text>
      <FourStates query={numbering} isEmpty={() => false} empty={null}>
        {(saved) => <TemplateForm numbering={saved} />}
      </FourStates>
    </section>
  )
}

type TemplateFormProps = { numbering: Numbering }

function TemplateForm({ numbering: { template: saved, villages } }: TemplateFormProps) {
  const typed = useFoundDraft('numbering', templateDraft)
  const queries = useQueryClient()
  const button = useRef<HTMLButtonElement>(null)
  const [form, setForm] = useState(typed ?? saved)
  const change = (part: Partial<Template>) => setForm({ ...form, ...part })
  const [asked] = useDebouncedValue(form, 200)
  const preview = useQuery(
    api.recordNumbers.preview.queryOptions({ input: asked, placeholderData: keepPreviousData, retry: false }),
  )
  const save = useMutation(
    api.recordNumbers.save.mutationOptions({
      onSuccess: (template) => {
        setForm(template)
        queries.setQueryData(api.recordNumbers.read.queryKey(), { template, villages })
        void askAgain(queries, api.patients.nextRecordNo.key())
      },
      // A button that waits lets go of the focus.
      onSettled: () => void requestAnimationFrame(() => button.current?.focus()),
    }),
  )
  const wrong = save.error ?? preview.error
  const problems = wrong ? problemsOf(wrong) : []
  const errorAt = (field: string) => problems.find((problem) => problem.field === field)?.sentence
  const untouched = JSON.stringify(form) === JSON.stringify(saved)
  useKeptDraft('numbering', untouched ? null : form, typed)
  const families = numbersFamilies(form)

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!untouched) save.mutate(form)
  }

  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <RestoredNotice found={typed !== null} untouched={untouched} onDrop={() => setForm(saved)} />
      <SegmentedControl
        aria-label="Cara penomoran"
        value={families ? 'family' : 'person'}
        data={[
          { value: 'person', label: 'Per orang' },
          { value: 'family', label: 'Per keluarga' },
        ]}
        onChange={(kind) => change({ pattern: kind === 'family' ? familyPattern : personalPattern })}
      />
      <div className={classes.numbering}>
        <TextInput
          label="Bentuk nomor"
          description={
            families ? 'W wilayah · K keluarga · A anggota' : '0 nomor urut · WW di depan: kode wilayah'
          }
          autoComplete="off"
          maxLength={20}
          value={form.pattern}
          error={errorAt('pattern')}
          onChange={(event) => change({ pattern: event.currentTarget.value.toUpperCase() })}
        />
        <NumberInput
          label="Mulai dari"
          description="nomor urut terkecil"
          min={1}
          max={mostStart}
          allowDecimal={false}
          hideControls
          value={form.start}
          error={errorAt('start')}
          onChange={(start) => change({ start: Number(start) || 1 })}
        />
      </div>
      {families && (
        <NativeSelect
          label="Kode anggota"
          value={form.headCode}
          data={[
            { value: '0', label: '00 kepala, 01 pasangan, 02 … anak' },
            { value: '1', label: '01 kepala, 02 pasangan, 03 … anak' },
          ]}
          onChange={(event) => change({ headCode: event.currentTarget.value === '1' ? 1 : 0 })}
        />
      )}
      <RecordNumberPreview
        places={wrong ? [] : (preview.data ?? [])}
        pending={asked !== form || preview.isFetching}
      />
      {form.pattern.includes('W') && (
        <AreaCodes template={form} villages={villages} errorAt={errorAt} onChange={change} />
      )}
      <Problems sentences={sentencesOutside(problems, knownFields(form))} />
      <Button ref={button} type="submit" rightSection={<KeyCap keys="Enter" />} loading={save.isPending}>
        Simpan penomoran
      </Button>
      {save.isSuccess && untouched && <Text role="status">Tersimpan dan berlaku sekarang.</Text>}
    </Stack>
  )
}

function knownFields({ areas }: Template): string[] {
  return ['pattern', 'start', 'outside', ...areas.map((_, at) => `areas.${at}.code`)]
}
