import { Box, Button, Group, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { formatBirth } from '#domain/birth'
import { describeEvidence } from '#domain/duplicate'
import { formatDate, type LocalDate } from '#domain/local-date'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatAgeOf, formatPlace } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sexLetter } from '#ui/shared/labels.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { assignKeys, assignLabel } from './AssignVisit.tsx'
import classes from './PatientForm.module.css'
import type { Duplicate } from './use-duplicates.ts'

type DuplicatePanelProps = {
  duplicates: UseQueryResult<Duplicate[]>
  today: LocalDate
  onOpen: (patientId: string) => void
  /** Null where there is no temporary person's visit to give away. */
  onAssign: ((person: Duplicate) => void) | null
}

/** Warns and never blocks: who on file may be this person, and what speaks for it. */
export function DuplicatePanel({ duplicates, today, onOpen, onAssign }: DuplicatePanelProps) {
  const first = duplicates.data?.[0]
  useShortcut(
    { keys: 'Alt+O', label: 'Buka pasien yang sudah ada', run: () => first && onOpen(first.id) },
    first !== undefined,
  )
  useShortcut(
    { keys: assignKeys, label: assignLabel, run: () => first && onAssign?.(first) },
    first !== undefined && onAssign !== null,
  )
  return (
    <section aria-label="Mungkin sudah terdaftar" className={classes.duplicates}>
      <Title order={2} size={18} px={12}>
        {first ? 'Mungkin sudah terdaftar' : 'Pasien serupa'}
      </Title>
      <div aria-live="polite" className={classes.duplicateList}>
        {duplicates.fetchStatus === 'idle' && !duplicates.data && !duplicates.error ? (
          <Text c="dimmed" px={12}>
            Loket mencari pasien serupa sambil Anda mengetik nama, tanggal lahir, NIK, atau kartu.
          </Text>
        ) : (
          <FourStates
            query={duplicates}
            isEmpty={(found) => found.length === 0}
            empty="Tidak ada pasien lain yang serupa."
          >
            {(found) => (
              <Stack gap="sm" px={12}>
                {found.map((person) => (
                  <DuplicateCard
                    key={person.id}
                    person={person}
                    today={today}
                    first={person === first}
                    onOpen={onOpen}
                    onAssign={onAssign}
                  />
                ))}
              </Stack>
            )}
          </FourStates>
        )}
      </div>
    </section>
  )
}

type DuplicateCardProps = {
  person: Duplicate
  today: LocalDate
  first: boolean
  onOpen: DuplicatePanelProps['onOpen']
  onAssign: DuplicatePanelProps['onAssign']
}

function DuplicateCard({ person, today, first, onOpen, onAssign }: DuplicateCardProps) {
  const place = formatPlace(person)
  return (
    <Box className={classes.duplicate}>
      <Text fw={700}>{person.name}</Text>
      <Text size="sm">
        {sexLetter(person.sex)} · {formatAgeOf(person.birth, today)} · RM {person.recordNo}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          person.birth && `lahir ${formatBirth(person.birth)}`,
          place,
          person.motherName && `ibu ${person.motherName}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        {person.lastVisit ? `Kunjungan terakhir ${formatDate(person.lastVisit)}` : 'Belum pernah berkunjung'}
      </Text>
      <Group gap={6} mt={6}>
        {person.evidence.map((evidence) => (
          <span key={evidence} className={classes.evidence}>
            {describeEvidence(evidence)}
          </span>
        ))}
      </Group>
      {onAssign && (
        <Button
          fullWidth
          mt="sm"
          px="xs"
          rightSection={first ? <KeyCap keys={assignKeys} /> : undefined}
          onClick={() => onAssign(person)}
        >
          Ini orangnya
        </Button>
      )}
      <Button
        fullWidth
        mt="sm"
        variant="default"
        rightSection={first ? <KeyCap keys="Alt+O" /> : undefined}
        onClick={() => onOpen(person.id)}
      >
        Buka yang ini
      </Button>
    </Box>
  )
}
