import { Box, Button, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { formatBirth } from '#domain/birth'
import { describeLevel } from '#domain/duplicate'
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
    { keys: assignKeys, label: assignLabel, run: () => first && onAssign?.(first) },
    first !== undefined && onAssign !== null,
  )
  return (
    <section aria-label="Mungkin sudah terdaftar" className={classes.duplicates}>
      <Title order={2} size={18} px={12}>
        {first ? 'Sudah terdaftar?' : 'Pasien serupa'}
      </Title>
      <div aria-live="polite" className={classes.duplicateList}>
        {duplicates.isPending ? (
          // The same words while it is asked: the answer takes less than a blink.
          <Text c="dimmed" px={12} aria-busy={duplicates.isFetching}>
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
                {found.map((person, place) => (
                  <DuplicateCard
                    key={person.id}
                    person={person}
                    today={today}
                    place={place}
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
  place: number
  onOpen: DuplicatePanelProps['onOpen']
  onAssign: DuplicatePanelProps['onAssign']
}

function DuplicateCard({ person, today, place: nth, onOpen, onAssign }: DuplicateCardProps) {
  const first = nth === 0
  const openKeys = first ? 'Alt+O' : `Alt+${nth + 1}`
  useShortcut({ keys: openKeys, label: `Buka ${person.name}`, run: () => onOpen(person.id) })
  const place = formatPlace(person)
  return (
    <Box className={classes.duplicate}>
      <p className={classes.level} data-level={person.level}>
        {describeLevel(person.level)}
      </p>
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
      <EvidenceList evidence={person.evidence} />
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
        rightSection={<KeyCap keys={openKeys} />}
        aria-keyshortcuts={openKeys}
        onClick={() => onOpen(person.id)}
      >
        Buka yang ini
      </Button>
    </Box>
  )
}

/** What speaks for it, strongest first, then what speaks against it. */
function EvidenceList({ evidence }: { evidence: Duplicate['evidence'] }) {
  const forIt = evidence.filter(({ agrees }) => agrees)
  const againstIt = evidence.filter(({ agrees }) => !agrees)
  return (
    <>
      <ul aria-label="Yang cocok" className={classes.evidence}>
        {forIt.map(({ words }) => (
          <li key={words}>
            <IconCheck aria-hidden size={16} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      {againstIt.length > 0 && (
        <ul aria-label="Yang tidak cocok" className={classes.evidence} data-against>
          {againstIt.map(({ words }) => (
            <li key={words}>
              <IconX aria-hidden size={16} />
              <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
