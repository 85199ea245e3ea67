import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type DecidedCounts, type LikelyDecision, type LikelyPage, rowKindLabels } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatNik } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './import.module.css'
import { count } from './import-words.ts'

type LikelyRow = LikelyPage['rows'][number]

/** Rows that may be somebody, each beside the person it may be, for a person to decide on one after the other. */
export function LikelyList({ id, total, decided }: { id: string; total: number; decided: DecidedCounts }) {
  const queries = useQueryClient()
  const [{ page, turn }, show] = useState<{ page: number | null; turn: number }>({ page: null, turn: 0 })
  const input = { id, page }
  const likely = useQuery(api.imports.likely.queryOptions({ input, placeholderData: keepPreviousData }))
  const open = total - decided.new - decided.same

  /** Wherever the first row stands that nobody has decided on. */
  async function showFirstOpen(): Promise<void> {
    const found = await queries.fetchQuery(api.imports.likely.queryOptions({ input: { id, page: null } }))
    queries.setQueryData(api.imports.likely.queryKey({ input: { id, page: found.page } }), found)
    show({ page: found.page, turn: turn + 1 })
  }

  return (
    <section aria-label={rowKindLabels.likely} className={classes.likely}>
      <FourStates
        query={likely}
        isEmpty={({ rows }) => rows.length === 0}
        empty="Tidak ada yang mirip dengan pasien di Loket."
      >
        {(shown) => (
          <>
            <header className={classes.overview}>
              <Text aria-live="polite">
                <b>{count(total - open)}</b> dari {count(total)} diputuskan
              </Text>
              <DecideSure id={id} decided={decided} onDone={showFirstOpen} />
              <Text size="sm" c="dimmed">
                <KeyCap keys="ArrowUp" /> <KeyCap keys="ArrowDown" /> memilih baris
              </Text>
              {shown.pages > 1 && (
                <Pages shown={shown} onPage={(next) => show({ page: next, turn: turn + 1 })} />
              )}
            </header>
            <Pairs
              key={`${shown.page} ${turn}`}
              id={id}
              asked={page}
              rows={shown.rows}
              total={total}
              onPageDone={showFirstOpen}
            />
          </>
        )}
      </FourStates>
    </section>
  )
}

type SureProps = { id: string; decided: DecidedCounts; onDone: () => Promise<void> }

/** Those who are nearly certain, in one go; and once more, all of them are open again. */
function DecideSure({ id, decided: { sureOpen, atOnce }, onDone }: SureProps) {
  const showDecided = useShownDecided(id)
  const decide = useMutation(
    api.imports.decideSure.mutationOptions({
      onSuccess: async (now) => {
        showDecided(now)
        await onDone()
      },
    }),
  )
  const takes = sureOpen > 0
  const label = takes ? 'Semua yang pasti: orang yang sama' : 'Buka lagi semua yang pasti'
  const run = () => decide.mutate({ id, as: takes ? 'same' : null })
  const concerned = takes ? sureOpen : atOnce
  useShortcut({ keys: 'P', label, run }, concerned > 0 && !decide.isPending)
  if (concerned === 0) return null
  return (
    <>
      <Button variant="default" loading={decide.isPending} rightSection={<KeyCap keys="P" />} onClick={run}>
        {label} ({count(concerned)})
      </Button>
      <Problems sentences={decide.error ? sentencesOf(decide.error) : []} />
    </>
  )
}

function Pages({ shown: { page, pages }, onPage }: { shown: LikelyPage; onPage: (page: number) => void }) {
  const next = { isThere: page + 1 < pages, show: () => onPage(page + 1) }
  const before = { isThere: page > 0, show: () => onPage(page - 1) }
  useShortcut({ keys: 'Alt+N', label: 'Halaman berikutnya', run: next.show }, next.isThere)
  useShortcut({ keys: 'Alt+V', label: 'Halaman sebelumnya', run: before.show }, before.isThere)
  return (
    <Group gap={8} ml="auto" wrap="nowrap">
      <Button
        variant="default"
        disabled={!before.isThere}
        aria-label="Halaman sebelumnya"
        leftSection={<IconChevronLeft size={18} />}
        onClick={before.show}
      >
        <KeyCap keys="Alt+V" />
      </Button>
      <Text size="sm">
        {count(page + 1)} dari {count(pages)}
      </Text>
      <Button
        variant="default"
        disabled={!next.isThere}
        aria-label="Halaman berikutnya"
        rightSection={<IconChevronRight size={18} />}
        onClick={next.show}
      >
        <KeyCap keys="Alt+N" />
      </Button>
    </Group>
  )
}

type PairsProps = {
  id: string
  asked: number | null
  rows: readonly LikelyRow[]
  /** Rows of the whole file that are to be decided on. */
  total: number
  onPageDone: () => Promise<void>
}

function Pairs({ id, asked, rows, total, onPageDone }: PairsProps) {
  const firstOpen = rows.findIndex(({ decision }) => decision === null)
  const [at, setAt] = useState(Math.max(0, firstOpen))
  const decide = useDecide(id, asked)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    const item = list.current?.children[at]
    if (item instanceof HTMLElement) item.focus()
  }, [at])

  /** Said once more, a decision is taken back. Only what was open leads on to the next open row. */
  function settle(place: number, said: LikelyDecision): void {
    const row = rows[place]
    if (!row) return
    const as = row.decision === said ? null : said
    const next = rows.findIndex(({ decision }, other) => other > place && decision === null)
    const wasOpen = row.decision === null
    // What is open elsewhere, the hub says: the answer before may still be on its way.
    const goOn = async (now: DecidedCounts) => {
      if (wasOpen && next === -1 && now.new + now.same < total) await onPageDone()
    }
    decide.mutate({ id, no: row.no, as }, { onSuccess: goOn })
    setAt(wasOpen && next !== -1 ? next : place)
  }

  useShortcut({ keys: 'S', label: decisionWords.same, run: () => settle(at, 'same') })
  useShortcut({ keys: 'L', label: decisionWords.new, run: () => settle(at, 'new') })
  useShortcut(
    { keys: 'ArrowDown', label: 'Baris berikutnya', run: () => setAt(at + 1) },
    at + 1 < rows.length,
  )
  useShortcut({ keys: 'ArrowUp', label: 'Baris sebelumnya', run: () => setAt(at - 1) }, at > 0)

  return (
    <>
      <Problems sentences={decide.error ? sentencesOf(decide.error) : []} />
      <ol ref={list} className={classes.pairs}>
        {rows.map((row, place) => (
          <Pair
            key={row.no}
            row={row}
            isCurrent={place === at}
            onFocus={() => setAt(place)}
            onDecide={(as) => settle(place, as)}
          />
        ))}
      </ol>
    </>
  )
}

/** How many are decided stands beside the list as well. */
function useShownDecided(id: string): (decided: DecidedCounts) => void {
  const queries = useQueryClient()
  const key = api.imports.report.queryKey({ input: { id } })
  return (decided) => queries.setQueryData(key, (report) => report && { ...report, decided })
}

/** What was decided stands on the page at once; how many are still open, with the hub's answer. */
function useDecide(id: string, page: number | null) {
  const queries = useQueryClient()
  const showDecided = useShownDecided(id)
  const key = api.imports.likely.queryKey({ input: { id, page } })
  return useMutation(
    api.imports.decide.mutationOptions({
      onMutate: ({ no, as }) =>
        queries.setQueryData(
          key,
          (shown) =>
            shown && {
              ...shown,
              rows: shown.rows.map((row) => (row.no === no ? { ...row, decision: as } : row)),
            },
        ),
      onSuccess: showDecided,
      onError: () => queries.invalidateQueries({ queryKey: key }),
    }),
  )
}

type PairProps = {
  row: LikelyRow
  isCurrent: boolean
  onFocus: () => void
  onDecide: (as: LikelyDecision) => void
}

function Pair({ row, isCurrent, onFocus, onDecide }: PairProps) {
  const { no, who, sure, evidence, reasons, decision } = row
  return (
    <li
      tabIndex={isCurrent ? 0 : -1}
      aria-current={isCurrent || undefined}
      aria-label={`Baris ${no}: ${row.name}, ${decision === null ? 'belum diputuskan' : decisionWords[decision]}`}
      className={classes.pair}
      onFocus={onFocus}
    >
      <Person title={`Baris ${no} di berkas`} person={row} />
      {who && <Person title={who.row === null ? 'Di Loket' : `Baris ${who.row} di berkas`} person={who} />}
      <div className={classes.choice}>
        {(['same', 'new'] as const).map((as) => (
          <Button
            key={as}
            size="sm"
            h={40}
            tabIndex={isCurrent ? 0 : -1}
            variant={decision === as ? 'filled' : 'default'}
            aria-pressed={decision === as}
            rightSection={isCurrent ? <KeyCap keys={decisionKeys[as]} /> : undefined}
            onClick={() => onDecide(as)}
          >
            {decisionWords[as]}
          </Button>
        ))}
      </div>
      <div className={classes.because}>
        <ul>
          <li>
            <b>{sure ? 'Hampir pasti' : 'Mungkin'} orang yang sama:</b>
          </li>
          {evidence.map(({ agrees, words }) => (
            <li key={words} data-against={!agrees || undefined}>
              {agrees ? (
                <IconCheck role="img" aria-label="cocok" size={16} />
              ) : (
                <IconX role="img" aria-label="tidak cocok" size={16} />
              )}
              {words}
            </li>
          ))}
        </ul>
        {reasons.map((reason) => (
          <Text key={reason} size="sm" c="dimmed">
            {reason}
          </Text>
        ))}
      </div>
    </li>
  )
}

const decisionWords: Record<LikelyDecision, string> = { new: 'Orang lain', same: 'Orang yang sama' }
const decisionKeys: Record<LikelyDecision, string> = { new: 'L', same: 'S' }

type Shown = Pick<LikelyRow, 'name' | 'birth' | 'sex' | 'nik' | 'recordNo' | 'motherName' | 'place'>

function Person({ title, person }: { title: string; person: Shown }) {
  const { name, birth, sex, nik, recordNo, motherName, place } = person
  const born = [sex, birth || 'tanggal lahir tidak diketahui'].filter(Boolean).join(' · ')
  const numbers = [recordNo ? `RM ${recordNo}` : 'RM baru', nik ? `NIK ${formatNik(nik)}` : 'tanpa NIK']
  const home = [motherName && `ibu ${motherName}`, place].filter(Boolean)
  return (
    <div>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fw={700}>{name}</Text>
      <Text size="sm">{[born, ...home].join(' · ')}</Text>
      <Text size="sm">{numbers.join(' · ')}</Text>
    </div>
  )
}
