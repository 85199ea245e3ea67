import { shortenVillage } from '#ui/shared/format.ts'
import type { Patient, PatientValues } from './patient-values.ts'

/** "By. Ny. SITI" until the child has a name of its own; twins get I and II by hand. */
export function newbornName(motherName: string): string {
  return `By. Ny. ${motherName}`
}

/**
 * What a newborn takes from the mother where the clerk has typed nothing: name, address, payer (the first 28 days are
 * covered by hers), and the mother as the one who answers. The mother's NIK becomes an identifier of the child in the hub.
 */
export function inheritFromMother(values: PatientValues, mother: Patient): PatientValues {
  const ownAddress = values.villageText !== '' || values.address !== ''
  return {
    ...values,
    name: values.name.trim() === '' ? newbornName(mother.name) : values.name,
    mother: { id: mother.id, name: mother.name, recordNo: mother.recordNo, nik: mother.nik },
    motherText: mother.name,
    motherName: mother.name,
    nikReason: 'bayi_baru_lahir',
    ...(!ownAddress && {
      villageText: shortenVillage(mother.village),
      villageCode: mother.villageCode,
      insideArea: mother.insideArea,
      address: mother.address ?? '',
      rt: mother.rt ?? '',
      rw: mother.rw ?? '',
    }),
    phone: values.phone || (mother.phone ?? ''),
    payer: values.payer || mother.payer,
    guardianName: values.guardianName || mother.name,
    guardianRelation: values.guardianRelation || 'Ibu',
    guardianPhone: values.guardianPhone || (mother.phone ?? ''),
  }
}
