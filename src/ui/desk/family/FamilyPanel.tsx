import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Family } from '#contract/hub/family'
import { formatNik } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import { canBeMother } from '../register-patient/MotherField.tsx'
import type { Relative } from '../register-patient/patient-draft.ts'
import { AddMember } from './AddMember.tsx'
import { CardNumber } from './CardNumber.tsx'
import classes from './family.module.css'
import { MemberDeeds } from './MemberDeeds.tsx'
import { MemberTable } from './MemberTable.tsx'

type FamilyPanelProps = { family: Family; patientId: string }

/** Who they are; what may be done is done to the one that is marked. */
export function FamilyPanel({ family, patientId }: FamilyPanelProps) {
  const { today } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const show = useDesk((desk) => desk.show)
  const choose = useDesk((desk) => desk.choose)
  const [markedId, setMarkedId] = useState(patientId)
  const [correcting, setCorrecting] = useState(false)
  const marked = family.members.find(({ id }) => id === markedId) ?? family.members[0]
  const mother = marked?.sex === 'P' && !marked.temporary && canBeMother(marked, today) ? marked : null

  function register(from: Relative): void {
    show(null)
    begin({ kind: 'register', text: '', from })
  }

  const addNew = () => register({ kind: 'member', patientId })
  const addNewborn = () => mother && register({ kind: 'newborn', patientId: mother.id })
  useShortcut({ keys: 'Alt+T', label: 'Anggota baru', run: addNew })
  const correctNumber = () => setCorrecting(true)
  useShortcut(
    { keys: 'Alt+N', label: 'Ubah nomor KK', run: correctNumber },
    family.kkNo !== null && !correcting,
  )
  useShortcut({ keys: 'Alt+B', label: 'Bayi baru lahir', run: addNewborn }, mother !== null)

  function open(): void {
    if (!marked) return
    show(null)
    if (marked.id !== patientId) choose({ patientId: marked.id, proven: [] })
  }

  return (
    <div className={classes.panel}>
      <Group justify="space-between">
        <Text fz={18} fw={700} className={classes.number}>
          {family.kkNo ? `KK ${formatNik(family.kkNo)}` : 'Nomor KK belum dicatat'}
        </Text>
        <Group gap="xs">
          <ExportButton
            quiet
            lists={[{ label: 'Anggota keluarga', list: { name: 'family', id: family.id } }]}
          />
          {family.kkNo !== null && !correcting && (
            <Button variant="subtle" rightSection={<KeyCap keys="Alt+N" />} onClick={correctNumber}>
              Ubah nomor
            </Button>
          )}
          {mother && (
            <Button variant="default" rightSection={<KeyCap keys="Alt+B" />} onClick={addNewborn}>
              Bayi baru lahir
            </Button>
          )}
          <Button rightSection={<KeyCap keys="Alt+T" />} onClick={addNew}>
            Anggota baru
          </Button>
        </Group>
      </Group>
      {(family.kkNo === null || correcting) && (
        <CardNumber family={family} patientId={patientId} onDone={() => setCorrecting(false)} />
      )}
      <MemberTable family={family} marked={marked} onMark={setMarkedId} onOpen={open} />
      {marked && (
        <MemberDeeds key={marked.id} family={family} member={marked} patientId={patientId} onOpen={open} />
      )}
      <AddMember family={family} patientId={patientId} />
    </div>
  )
}
