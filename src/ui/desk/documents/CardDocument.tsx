import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useFrontDesk } from '../front-desk-context.ts'
import type { Patient } from '../visit/visit-form.ts'
import { PaperDesk } from './PaperDesk.tsx'
import { CardToCut, PatientCard } from './PatientCard.tsx'
import { type PaperChoice, readPaperChoice, savePaperChoice } from './paper-choice.ts'

/** A card is for a known person: the one of an emergency without a name has labels, and a card later. */
const nameless = 'Pasien ini belum dikenali. Lengkapi datanya (F4) sebelum kartunya dicetak.'

export function CardDocument({ patient }: { patient: Patient }) {
  const { facility } = useFrontDesk()
  const [sheet, setSheet] = useState(() => readPaperChoice().card)

  function choose(value: string): void {
    const card = value as PaperChoice['card']
    savePaperChoice({ card })
    setSheet(card)
  }

  const facts = { person: patient, facility: facility.name }
  return (
    <PaperDesk
      patient={patient}
      paper="kartu"
      sheet={sheet}
      copies={1}
      pages={1}
      sheets={sheet === 'card' ? <PatientCard {...facts} /> : <CardToCut {...facts} />}
      hindrance={patient.temporary ? nameless : null}
    >
      <Radio.Group label="Kertas" value={sheet} onChange={choose}>
        <Stack gap={8} mt={4}>
          <Radio value="card" label="Kartu plastik 85,6 × 54 mm" />
          <Radio value="a4" label="Kertas A4, digunting" />
        </Stack>
      </Radio.Group>
    </PaperDesk>
  )
}
