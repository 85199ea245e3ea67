import { describe, expect, test } from 'vitest'
import { payerLabels, payers } from '#domain/payer'
import { filterByStart } from '#ui/desk/register-patient/patient-form.ts'

const options = payers.map((value) => ({ value, label: payerLabels[value] }))

describe('a list that narrows while one types', () => {
  test('marks «Umum» first for «u», before what only contains it', () => {
    expect(filterByStart({ options, search: 'u', limit: 9 })[0]).toMatchObject({ value: 'umum' })
  })

  test('keeps what contains the letters elsewhere, and drops what does not', () => {
    const found = filterByStart({ options, search: 'PPU', limit: 9 })
    expect(found).toEqual([{ value: 'jkn_ppu', label: payerLabels.jkn_ppu }])
  })

  test('shows no more than fit', () => {
    expect(filterByStart({ options, search: '', limit: 3 })).toHaveLength(3)
  })
})
