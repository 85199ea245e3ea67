import { Checkbox } from '@mantine/core'
import { isSame } from '#ui/shared/is-same.ts'
import { fieldProps, type SectionProps } from './patient-form.ts'
import type { PatientValues } from './patient-values.ts'

type AddressForFamilyProps = Pick<SectionProps, 'form'> & { before: PatientValues }

/** A family that moves is corrected once; nobody's address changes without this tick. */
export function AddressForFamily({ form, before }: AddressForFamilyProps) {
  const others = before.family?.sameAddress ?? 0
  const addressOf = ({ villageCode, address, rt, rw }: PatientValues) => [villageCode, address.trim(), rt, rw]
  const stays = form.values.kkNo === before.kkNo
  if (others === 0 || !stays || isSame(addressOf(form.values), addressOf(before))) return null
  return (
    <Checkbox
      label={`Alamat baru juga untuk ${others} anggota lain yang serumah`}
      {...fieldProps(form, 'addressForFamily')}
      checked={form.values.addressForFamily}
      onChange={(event) => form.setFieldValue('addressForFamily', event.currentTarget.checked)}
    />
  )
}
