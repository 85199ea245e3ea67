import { Checkbox } from '@mantine/core'
import { isSame } from '#ui/shared/is-same.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { fieldProps, type SectionProps } from './patient-form.ts'
import type { PatientValues } from './patient-values.ts'

const keys = 'Alt+P'

type PayerForFamilyProps = Pick<SectionProps, 'form'> & { before: PatientValues }

/** One letter or one premium mostly covers a household; nobody else's payer changes without this tick. */
export function PayerForFamily({ form, before }: PayerForFamilyProps) {
  const others = before.family?.samePayer ?? 0
  const payerOf = ({ payer, payerRef }: PatientValues) => [payer, payerRef.trim()]
  const stays = form.values.kkNo === before.kkNo
  const offered =
    others > 0 && stays && form.values.payer !== '' && !isSame(payerOf(form.values), payerOf(before))
  const toggle = () => form.setFieldValue('payerForFamily', !form.getValues().payerForFamily)
  useShortcut({ keys, label: 'Penjamin baru juga untuk keluarganya', run: toggle }, offered)
  if (!offered) return null
  return (
    <Checkbox
      label={
        <>
          Penjamin baru juga untuk {others} anggota lain <KeyCap keys={keys} />
        </>
      }
      {...fieldProps(form, 'payerForFamily')}
      checked={form.values.payerForFamily}
      onChange={toggle}
    />
  )
}
