import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { type ImportSummary, importPhaseLabels } from '#contract/hub/import'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'
import { count } from './import-words.ts'
import { KeptDialog } from './KeptDialog.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useImportDeeds } from './use-import-deeds.ts'

/** What came of the newest import, large, with what can still be done about it. */
export function Outcome({ given }: { given: ImportSummary }) {
  const { phase, fileName, added, known, keptOut, noted, takenBack } = given
  const deeds = useImportDeeds(given)
  useShortcut({ keys: 'Alt+U', label: 'Unduh baris tertolak', run: deeds.download }, deeds.canDownload)
  useShortcut({ keys: 'Alt+T', label: 'Tarik kembali', run: deeds.askUndo }, deeds.canUndo)
  useShortcut({ keys: 'Alt+L', label: 'Lihat yang tetap ada', run: deeds.seeKept }, deeds.canSeeKept)
  return (
    <section aria-label="Impor terakhir" className={classes.card}>
      <Stack gap="sm">
        <Title order={2} size={18}>
          {importPhaseLabels[phase]}: {fileName}
        </Title>
        <dl className={classes.counts}>
          <Fact label="pasien ditambahkan" value={added} />
          <Fact label="sudah ada" value={known} />
          <Fact label="tidak masuk" value={keptOut} />
          {phase === 'undone' && <Fact label="ditarik kembali" value={takenBack} />}
        </dl>
        {phase !== 'undone' && noted > 0 && (
          <Text>{count(noted)} pasien dibawa dengan catatan: ada isian yang tidak dapat dibawa.</Text>
        )}
        {keptOut > 0 && (
          <Text>
            Baris yang tidak masuk dapat diunduh, dibetulkan, lalu dipilih lagi di sini. Yang sudah masuk akan
            dilewati.
          </Text>
        )}
        <Group>
          {deeds.canDownload && (
            <Button
              loading={deeds.downloading}
              aria-keyshortcuts="Alt+U"
              rightSection={<KeyCap keys="Alt+U" />}
              onClick={deeds.download}
            >
              Unduh baris tertolak
            </Button>
          )}
          {deeds.canUndo && (
            <Button
              variant="default"
              aria-keyshortcuts="Alt+T"
              rightSection={<KeyCap keys="Alt+T" />}
              onClick={deeds.askUndo}
            >
              Tarik kembali…
            </Button>
          )}
          {deeds.canSeeKept && (
            <Button
              variant="default"
              aria-keyshortcuts="Alt+L"
              rightSection={<KeyCap keys="Alt+L" />}
              onClick={deeds.seeKept}
            >
              Lihat {count(added - takenBack)} yang tetap ada
            </Button>
          )}
        </Group>
        <Problems sentences={deeds.problems} />
      </Stack>
      {deeds.asked === 'undo' && <UndoDialog given={given} onClose={deeds.close} />}
      {deeds.asked === 'kept' && <KeptDialog id={given.id} onClose={deeds.close} />}
    </section>
  )
}

function Fact({ label, value }: { label: string; value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{count(value)}</dd>
    </div>
  )
}
