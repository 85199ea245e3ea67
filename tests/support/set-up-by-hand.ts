import { expect, type Page } from '@playwright/test'
import type { Account } from './clerk.ts'
import { press, tabTo, typeInto } from './keyboard.ts'

export type Puskesmas = {
  name: string
  code: string
  preset: 'Puskesmas kecil' | 'Puskesmas lengkap'
  head: Account
}

/** The four steps of the first start, by keyboard, for all of Kecamatan Kayoa; `onStep` sees each of them filled in. Ends at the desk. */
export async function setUpByHand(
  desk: Page,
  puskesmas: Puskesmas,
  onStep: (step: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const field = (label: string) => desk.getByLabel(label, { exact: true })
  await expect(field('Nama Puskesmas')).toBeFocused()
  await desk.keyboard.type(puskesmas.name)
  await typeInto(field('Kode Puskesmas'), puskesmas.code)
  await onStep('facility')
  await press(desk, 'Enter')

  await expect(field('Kecamatan')).toBeFocused()
  await desk.keyboard.type('kayoa')
  await expect(desk.getByRole('option', { name: /^Kayoa Kabupaten Halmahera Selatan/ })).toHaveAttribute(
    'data-combobox-selected',
    'true',
  )
  await press(desk, 'Enter')
  await expect(desk.getByRole('checkbox', { name: /^Kecamatan Kayoa, .* 14 dari 14 desa$/ })).toBeChecked()
  await onStep('area')
  await press(desk, 'Enter')

  const preset = desk.getByRole('radio', { name: puskesmas.preset })
  await expect(preset).toBeVisible()
  const other = desk.getByRole('radio', { name: /^Puskesmas (kecil|lengkap)/ }).and(desk.locator(':checked'))
  await tabTo(other)
  if (!(await preset.isChecked())) await press(desk, 'ArrowDown')
  await expect(preset).toBeChecked()
  await onStep('rooms')
  await press(desk, 'Enter')

  await expect(field('Nama Anda')).toBeFocused()
  await desk.keyboard.type(puskesmas.head.name)
  await typeInto(field('Nama pengguna'), puskesmas.head.username)
  await typeInto(field('Kata sandi'), puskesmas.head.password)
  await typeInto(field('Kata sandi sekali lagi'), puskesmas.head.password)
  await onStep('account')
  await press(desk, 'Enter')
  await expect(desk.getByRole('combobox', { name: 'Cari pasien' })).toBeFocused()
}
