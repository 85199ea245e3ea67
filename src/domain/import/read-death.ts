import { type Birth, checkDeath } from '../birth.ts'
import { formatDate, type LocalDate } from '../local-date.ts'
import { readCell } from './cell.ts'
import { type DateOrder, readDate } from './read-birth.ts'
import { type Reason, reason, wordsOf } from './reasons.ts'

type Cells = { alive: string; died: string; diedOn: string }
type Read = { value: LocalDate | null; reason: Reason | null }

const dead = /^((?:sudah |telah )?(?:meninggal.*|mati|wafat)|alm|almh|almarhum(ah)?|md|m|death|dead)$/
const living = /^(hidup|h|masih hidup|aktif|alive|(?:belum|tidak)(?: meninggal)?|sehat)$/
const yes = /^(y|ya|yes|1|true|x|v|✓|✔|sudah)$/
const no = /^(t|tidak|tdk|n|no|0|false|bukan)$/

/**
 * The day somebody died, as the desk records a death. Somebody of whom only that is known died by `asOf`, the day the
 * file was made: what counts at the desk is that nobody waits for them.
 */
export function readDeath(
  cells: Cells,
  { birth, today, order, asOf }: { birth: Birth | null; today: LocalDate; order: DateOrder; asOf: LocalDate },
): Read {
  const on = readCell(cells.diedOn) || dateIn(cells, today, order)
  if (on !== '') {
    const date = readDate(on, today, order)
    const refused = date ? checkDeath(date, birth, today) : null
    if (date && !refused) return { value: date, reason: null }
    const said = refused ? wordsOf(refused) : 'tidak terbaca.'
    return {
      value: asOf,
      reason: reason('death_refused', { text: on, problem: said, date: formatDate(asOf) }),
    }
  }
  const says = [isDead(cells.died, { yes: true }), isDead(cells.alive, { yes: false })]
  if (says.includes(true)) return { value: asOf, reason: reason('death_undated', { date: formatDate(asOf) }) }
  const unread = [cells.died, cells.alive].find((_cell, at) => says[at] === null)
  return {
    value: null,
    reason: unread === undefined ? null : reason('death_unreadable', { text: readCell(unread) }),
  }
}

/** A column «Meninggal» may hold the day itself. */
function dateIn({ alive, died }: Cells, today: LocalDate, order: DateOrder): string {
  const cell = [died, alive]
    .map(readCell)
    .find((text) => text.length > 4 && readDate(text, today, order) !== null)
  return cell ?? ''
}

/** `yes` says what a bare «ya» in this column means; null: nobody can tell. */
function isDead(cell: string, given: { yes: boolean }): boolean | null {
  const text = cell.trim().toLowerCase().replace(/[.'’]/g, '')
  if (no.test(text)) return !given.yes
  if (readCell(cell) === '') return false
  if (dead.test(text)) return true
  if (living.test(text)) return false
  return yes.test(text) ? given.yes : null
}
