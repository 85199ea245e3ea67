import { Button, NativeSelect, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import type { HubOutputs } from '#contract/hub/hub'
import { type DistrictSignIn, districtSignInLabels, districtSignIns } from '#domain/district-sign-in'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf, sentencesOutside } from '#ui/shared/problems.ts'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import classes from './Settings.module.css'

type DistrictSettings = HubOutputs['sync']['settings']

/** As typed, without the secret. */
const districtDraft = z.object({
  baseUrl: z.string(),
  signIn: z.enum(districtSignIns),
  clientId: z.string(),
  pace: z.string(),
})
type DistrictDraft = z.infer<typeof districtDraft>

const paces = [32, 64, 128, 256, 512] as const

/** Where records go, and the key the district gave this Puskesmas. The key is written only, never shown again. */
export function DistrictCard() {
  const settings = useQuery(api.sync.settings.queryOptions({ staleTime: Number.POSITIVE_INFINITY }))
  return (
    <section aria-label="Kirim ke dinas" className={classes.card}>
      <Title order={2} size={18} mb={4}>
        Kirim ke dinas
      </Title>
      <Text c="dimmed" mb="md">
        Alamat dan kunci diberikan dinas kesehatan. Pasien dan kunjungan dikirim begitu hari ditutup, setiap
        malam antara pukul 20.00 dan 20.45 bila komputer ini menyala, dan kapan saja dengan «Kirim ke dinas»
        di layar «Tutup hari».
      </Text>
      <FourStates query={settings} isEmpty={() => false} empty={null}>
        {(saved) => <DistrictForm saved={saved} />}
      </FourStates>
    </section>
  )
}

function DistrictForm({ saved }: { saved: DistrictSettings }) {
  const typed = useFoundDraft('district', districtDraft)
  const queries = useQueryClient()
  const start = draftOf(saved)
  const form = useForm({
    initialValues: { ...start, ...typed, secret: '' },
    validate: {
      baseUrl: (address) =>
        URL.canParse(address) ? null : 'Alamat belum lengkap. Contoh: https://loket.dinkes.go.id/fhir',
      clientId: (id, { signIn }) =>
        signIn !== 'bearer' && id.trim() === '' ? 'ID Puskesmas belum diisi.' : null,
      secret: (secret) => (secret === '' && !saved.hasSecret ? 'Kunci rahasia belum diisi.' : null),
    },
  })
  const save = useMutation(
    api.sync.saveSettings.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(api.sync.settings.queryKey(), now)
        void askAgain(queries, api.sync.status.key())
        form.setInitialValues({ ...draftOf(now), secret: '' })
        form.reset()
      },
      onError: (error) => {
        for (const { field, sentence } of problemsOf(error)) if (field) form.setFieldError(field, sentence)
      },
    }),
  )
  const { secret: _neverKept, ...told } = form.values
  const untouched = JSON.stringify(told) === JSON.stringify(start)
  useKeptDraft('district', untouched ? null : told, typed)
  const problems = save.error ? problemsOf(save.error) : []
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ secret, pace, ...rest }) =>
        save.mutate({
          ...rest,
          secret: secret || null,
          kbitPerSecond: paces.find((kbit) => String(kbit) === pace) ?? null,
        }),
      )}
    >
      <Stack gap="sm">
        <RestoredNotice found={typed !== null} untouched={untouched} onDrop={() => form.setValues(start)} />
        <TextInput
          label="Alamat server dinas"
          placeholder="https://…"
          inputMode="url"
          autoComplete="off"
          {...form.getInputProps('baseUrl')}
        />
        <NativeSelect
          label="Cara masuk"
          data={districtSignIns.map((value) => ({ value, label: districtSignInLabels[value] }))}
          {...form.getInputProps('signIn')}
          onChange={(event) => form.setFieldValue('signIn', event.currentTarget.value as DistrictSignIn)}
        />
        {form.values.signIn !== 'bearer' && (
          <TextInput
            label="ID Puskesmas di server dinas"
            autoComplete="off"
            {...form.getInputProps('clientId')}
          />
        )}
        <PasswordInput
          label="Kunci rahasia"
          placeholder={saved.hasSecret ? 'tersimpan; isi hanya untuk mengganti' : ''}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kunci' }}
          {...form.getInputProps('secret')}
        />
        <NativeSelect
          label="Kecepatan kirim"
          description="Batasi bila jaringan dipakai bersama yang lain."
          data={[
            { value: '', label: 'secepat jaringan' },
            ...paces.map((kbit) => ({ value: String(kbit), label: `paling cepat ${kbit} kbit/dtk` })),
          ]}
          {...form.getInputProps('pace')}
        />
        <Problems sentences={sentencesOutside(problems, Object.keys(form.values))} />
        <Button type="submit" loading={save.isPending} rightSection={<KeyCap keys="Enter" />}>
          Simpan
        </Button>
        {save.isSuccess && untouched && form.values.secret === '' && (
          <Text role="status">Tersimpan. Coba «Kirim ke dinas» di layar «Tutup hari».</Text>
        )}
      </Stack>
    </form>
  )
}

function draftOf({ baseUrl, signIn, clientId, kbitPerSecond }: DistrictSettings): DistrictDraft {
  return { baseUrl, signIn, clientId, pace: String(kbitPerSecond ?? '') }
}
