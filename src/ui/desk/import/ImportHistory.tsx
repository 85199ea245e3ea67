import { Table, Text, Title } from '@mantine/core'
import { type ImportSummary, importPhaseLabels } from '#contract/hub/import'
import { formatMoment } from '#ui/shared/format.ts'
import { useHubNow } from '#ui/shared/hub-clock.ts'
import { Problems } from '#ui/shared/Problems.tsx'
import { useFrontDesk } from '../front-desk-context.ts'
import { type RowDeed, RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './import.module.css'
import { describeOutcome } from './import-words.ts'
import { KeptDialog } from './KeptDialog.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useImportDeeds } from './use-import-deeds.ts'

/** Earlier imports; each can still be taken back. */
export function ImportHistory({ imports, none }: { imports: readonly ImportSummary[]; none: boolean }) {
  if (none)
    return (
      <section aria-label="Cara kerjanya" className={classes.card}>
        <Title order={2} size={18}>
          Cara kerjanya
        </Title>
        <ol className={classes.steps}>
          <li>Berkas diperiksa dahulu. Belum ada yang disimpan.</li>
          <li>Anda melihat siapa yang baru, siapa yang sudah ada, dan baris mana yang tertolak.</li>
          <li>Impor berjalan sambil loket tetap melayani. Nomor RM dari sistem lama ikut terbawa.</li>
          <li>Baris yang tertolak dapat diunduh, dibetulkan, lalu dipilih lagi.</li>
          <li>Setelah impor, semuanya dapat ditarik kembali dengan satu tombol.</li>
        </ol>
        <Text c="dimmed" mt="sm">
          Belum ada impor. Setiap impor tercatat di sini beserta hasilnya.
        </Text>
      </section>
    )
  if (imports.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label="Impor sebelumnya" className={classes.history} tabIndex={0} onKeyDown={stepAlong}>
      <Title order={2} size={18}>
        Impor sebelumnya
      </Title>
      <Table verticalSpacing="sm">
        <Table.Tbody>
          {imports.map((one) => (
            <Line key={one.id} given={one} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function Line({ given }: { given: ImportSummary }) {
  const { facility } = useFrontDesk()
  const now = useHubNow()
  const deeds = useImportDeeds(given)
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{given.fileName}</Text>
        <Text size="sm" c="dimmed">
          {importPhaseLabels[given.phase]} · {formatMoment(given.startedAt, now, facility.timeZone)} ·{' '}
          {given.startedBy}
        </Text>
        <Text size="sm">{describeOutcome(given)}</Text>
        <Problems sentences={deeds.problems} />
      </Table.Td>
      <Table.Td>
        <RowDeeds deeds={deedsOf(given, deeds)} />
        {deeds.asked === 'undo' && <UndoDialog given={given} onClose={deeds.close} />}
        {deeds.asked === 'kept' && <KeptDialog id={given.id} onClose={deeds.close} />}
      </Table.Td>
    </Table.Tr>
  )
}

/** The letters of the newest import, whose deeds have them with Alt. */
function deedsOf({ fileName }: ImportSummary, deeds: ReturnType<typeof useImportDeeds>): RowDeed[] {
  const all: (RowDeed & { can: boolean })[] = [
    {
      can: deeds.canDownload,
      keys: 'U',
      label: 'Baris tertolak',
      name: `Unduh baris tertolak dari ${fileName}`,
      run: deeds.download,
    },
    {
      can: deeds.canUndo,
      keys: 'T',
      label: 'Tarik kembali…',
      name: `Tarik kembali ${fileName}`,
      run: deeds.askUndo,
    },
    {
      can: deeds.canSeeKept,
      keys: 'L',
      label: 'Yang tetap ada',
      name: `Yang tetap ada dari ${fileName}`,
      run: deeds.seeKept,
    },
  ]
  return all.filter(({ can }) => can)
}
