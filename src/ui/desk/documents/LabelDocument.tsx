import { Group, NumberInput, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { labelsPerSheet } from '#domain/patient-paper'
import type { Patient } from '../visit/visit-form.ts'
import { PaperDesk } from './PaperDesk.tsx'
import { LabelRoll, LabelSheets } from './PatientLabel.tsx'
import { type PaperChoice, readPaperChoice, savePaperChoice } from './paper-choice.ts'

const most = 90
const usualOnRoll = 3

export function LabelDocument({ patient }: { patient: Patient }) {
  const [sheet, setSheet] = useState(() => readPaperChoice().label)
  const [typed, setTyped] = useState<number | null>(null)
  const [first, setFirst] = useState(1)
  const count = typed ?? (sheet === 'a4' ? labelsPerSheet + 1 - first : usualOnRoll)

  function choose(value: string): void {
    const label = value as PaperChoice['label']
    savePaperChoice({ label })
    setSheet(label)
    setTyped(null)
  }

  return (
    <PaperDesk
      patient={patient}
      paper="label"
      sheet={sheet}
      copies={count}
      pages={sheet === 'a4' ? Math.ceil((first - 1 + count) / labelsPerSheet) : count}
      sheets={
        sheet === 'a4' ? (
          <LabelSheets person={patient} count={count} first={first} />
        ) : (
          <LabelRoll person={patient} count={count} />
        )
      }
    >
      <Radio.Group label="Kertas" value={sheet} onChange={choose}>
        <Stack gap={8} mt={4}>
          <Radio value="a4" label="Lembar stiker A4, 3 × 10 (70 × 29,7 mm)" />
          <Radio value="label" label="Gulungan label 50 × 25 mm" />
        </Stack>
      </Radio.Group>
      <Group grow align="flex-end" gap={12}>
        <CountField label="Jumlah label" most={most} value={count} onChange={setTyped} />
        {sheet === 'a4' && (
          <CountField label="Mulai stiker ke-" most={labelsPerSheet} value={first} onChange={setFirst} />
        )}
      </Group>
    </PaperDesk>
  )
}

type CountProps = { label: string; most: number; value: number; onChange: (value: number) => void }

function CountField({ label, most: max, value, onChange }: CountProps) {
  return (
    <NumberInput
      label={label}
      min={1}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      value={value}
      onChange={(typed) => typeof typed === 'number' && typed >= 1 && onChange(typed)}
    />
  )
}
