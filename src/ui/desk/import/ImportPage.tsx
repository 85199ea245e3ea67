import { Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ImportSummary, type RowKind, rowKindLabels, rowKinds } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton, type Takeable } from '../lists/ExportButton.tsx'
import frame from '../page.module.css'
import { useFocusOnOpen } from '../use-focus-on-open.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import classes from './import.module.css'
import { LookedAt } from './LookedAt.tsx'
import { Outcome } from './Outcome.tsx'
import { useCaughtFocus } from './use-caught-focus.ts'
import { Working } from './Working.tsx'

/** Brings patients along from another system: choose a file, look at what would happen, let it happen, or take it back. */
export function ImportPage({ onClose }: { onClose: () => void }) {
  const { staff } = useFrontDesk()
  const page = useFocusOnOpen()
  useShortcut({ keys: 'Escape', label: 'Kembali ke meja', run: onClose })
  return (
    <main ref={page} tabIndex={-1} className={frame.page}>
      <header className={frame.head}>
        <Title order={1} size={24}>
          Impor data pasien
        </Title>
        <Group gap={8}>
          {staff.role === 'head' && <Exports />}
          <Button
            variant="default"
            aria-keyshortcuts="Escape"
            rightSection={<KeyCap keys="Escape" />}
            onClick={onClose}
          >
            Kembali
          </Button>
        </Group>
      </header>
      {staff.role === 'head' ? (
        <Imports />
      ) : (
        <Text className={classes.card}>
          Impor hanya untuk kepala Puskesmas. Minta kepala masuk dengan akunnya bila ada data yang perlu
          dibawa.
        </Text>
      )}
      <ShortcutList />
    </main>
  )
}

/** What was imported, and of a file that was looked at, its rows. */
function Exports() {
  const { data: list = [] } = useQuery(api.imports.list.queryOptions())
  const looked = list.find(({ phase }) => phase === 'checked')
  const rows = looked ? rowKinds.map((of) => rowsOf(looked.id, of)) : []
  return <ExportButton lists={[...rows, { label: 'Semua impor', list: { name: 'imports' } }]} />
}

function rowsOf(id: string, of: RowKind): Takeable {
  return { label: `Baris: ${rowKindLabels[of].toLowerCase()}`, list: { name: 'importRows', id, of } }
}

function Imports() {
  const imports = useQuery(api.imports.list.queryOptions())
  return (
    <FourStates query={imports} isEmpty={() => false} empty={null}>
      {(list) => {
        const current = list.find(isCurrent)
        if (current?.phase === 'checked') return <LookedAt key={current.id} given={current} />
        if (current && current.phase !== 'failed')
          return <Working key={`${current.id} ${current.phase}`} given={current} />
        const past = list.filter((one) => one !== current)
        return <AtRest failed={current ?? null} past={past} />
      }}
    </FourStates>
  )
}

/** Something is to be watched or decided. */
function isCurrent({ phase }: ImportSummary): boolean {
  return !['done', 'stopped', 'undone'].includes(phase)
}

function AtRest({ failed, past }: { failed: ImportSummary | null; past: readonly ImportSummary[] }) {
  const [newest, ...older] = past
  const place = useCaughtFocus<HTMLDivElement>()
  return (
    <div ref={place} tabIndex={-1} className={`${frame.columns} ${classes.columns}`}>
      <ChooseFile failed={failed} />
      <div className={classes.side}>
        {newest && !failed && <Outcome given={newest} />}
        <ImportHistory imports={failed ? past : older} none={past.length === 0} />
      </div>
    </div>
  )
}
