import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import type { PeopleFilter } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import { type Payer, payerLabels, payers } from '#domain/payer'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { VillageField } from '../register-patient/VillageField.tsx'
import classes from './lists.module.css'
import { useTakeList } from './use-take-list.ts'

const anyVillage = { villageText: '', villageCode: null as string | null, insideArea: null as boolean | null }

/** Everybody on file, or those of a place, a birth year, a payer: how many they are, then the file. */
export function PeopleDialog({ onClose }: { onClose: () => void }) {
  const [village, setVillage] = useState(anyVillage)
  const [rt, setRt] = useState('')
  const [rw, setRw] = useState('')
  const [year, setYear] = useState('')
  const [payer, setPayer] = useState<Payer | ''>('')
  const { take, stop, busy, error, saved } = useTakeList()
  const birthYear = readYear(year)
  const filter: PeopleFilter = {
    villageCode: village.villageCode,
    rt: rt || null,
    rw: rw || null,
    birthYear,
    payer: payer || null,
  }
  const unread = year !== '' && birthYear === null
  const unpicked = village.villageText.trim() !== '' && village.villageCode === null
  const count = useQuery(
    api.lists.countPeople.queryOptions({
      input: filter,
      enabled: !unread && !unpicked,
      placeholderData: keepPreviousData,
    }),
  )
  const people = count.data?.people
  const ready = !busy && !unread && !unpicked && people !== undefined && people > 0
  const save = (format: ListFormat) => take({ name: 'people', ...filter }, format)
  useShortcut({ keys: 'Alt+C', label: 'Unduh CSV', run: () => save('csv') }, ready)
  useShortcut({ keys: 'Alt+B', label: 'Hentikan', run: stop }, busy)
  useEffect(() => stop, [stop])

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (ready) save('xlsx')
  }

  return (
    <Dialog title="Unduh pasien terdaftar" onClose={onClose} size={640}>
      <Stack component="form" onSubmit={submit}>
        <Text>
          Berkas ini memuat NIK, alamat, dan nomor telepon. Simpan di tempat yang aman, dan hapus bila sudah
          dipakai. Pengunduhan tercatat atas nama Anda.
        </Text>
        <div className={classes.narrow}>
          <VillageField
            {...village}
            error={unpicked ? 'Pilih desa dari daftar' : undefined}
            onChange={setVillage}
            onPicked={() => undefined}
          />
          <TextInput label="RT" maxLength={3} autoComplete="off" value={rt} onChange={digits(setRt)} />
          <TextInput label="RW" maxLength={3} autoComplete="off" value={rw} onChange={digits(setRw)} />
        </div>
        <Group grow align="flex-start">
          <TextInput
            label="Tahun lahir"
            data-autofocus
            placeholder="semua"
            maxLength={4}
            autoComplete="off"
            value={year}
            error={unread && year.length === 4 && 'Tahun tidak terbaca'}
            onChange={digits(setYear)}
          />
          <NativeSelect
            label="Penjamin"
            data={[
              { value: '', label: 'semua' },
              ...payers.map((value) => ({ value, label: payerLabels[value] })),
            ]}
            value={payer}
            onChange={(event) => setPayer(event.currentTarget.value as Payer | '')}
          />
        </Group>
        <Group justify="space-between">
          <p className={classes.count} aria-live="polite">
            {people === undefined ? '…' : `${people.toLocaleString('id-ID')} pasien`}
          </p>
          <Group gap="sm">
            {busy ? (
              <>
                <Text role="status">Menyusun {people?.toLocaleString('id-ID')} baris…</Text>
                <Button
                  variant="default"
                  aria-keyshortcuts="Alt+B"
                  rightSection={<KeyCap keys="Alt+B" />}
                  onClick={stop}
                >
                  Hentikan
                </Button>
              </>
            ) : (
              <>
                <Button
                  variant="default"
                  disabled={!ready}
                  aria-keyshortcuts="Alt+C"
                  rightSection={<KeyCap keys="Alt+C" />}
                  onClick={() => save('csv')}
                >
                  CSV
                </Button>
                <Button type="submit" disabled={!ready} rightSection={<KeyCap keys="Enter" />}>
                  Unduh Excel
                </Button>
              </>
            )}
          </Group>
        </Group>
        <Problems
          sentences={[...(error ? sentencesOf(error) : []), ...(count.error ? sentencesOf(count.error) : [])]}
        />
        {saved && <Text role="status">Diunduh: {saved}</Text>}
      </Stack>
    </Dialog>
  )
}

function readYear(typed: string): number | null {
  const year = Number(typed)
  return year >= 1850 && year <= 2200 ? year : null
}

function digits(set: (text: string) => void) {
  return ({ currentTarget }: { currentTarget: { value: string } }) =>
    set(currentTarget.value.replace(/\D/g, ''))
}
