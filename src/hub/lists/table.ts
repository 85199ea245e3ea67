import type { AnyList } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import { bookings, notices, paper, queue, register, visits } from './day-lists.ts'
import type { Writable, WrittenList } from './definition.ts'
import { devices, heldBack, paperBlocks, rooms, staff, syncRecords, syncRuns } from './house-lists.ts'
import { importKept, importRows, imports } from './import-lists.ts'
import { family, hits, keptApart, mergedToday, people, sameNik, temporary } from './people-lists.ts'
import type { ListPlace } from './place.ts'

type Requests = { [N in AnyList['name']]: Extract<AnyList, { name: N }> }

/** Every list that can leave Loket as a file. A new one is named in contract/hub/list.ts and stands here. */
const table: { [N in keyof Requests]: Writable<Requests[N]> } = {
  register,
  visits,
  queue,
  notices,
  bookings,
  paper,
  paperBlocks,
  temporary,
  sameNik,
  keptApart,
  mergedToday,
  devices,
  heldBack,
  syncRecords,
  syncRuns,
  family,
  hits,
  people,
  staff,
  rooms,
  imports,
  importRows,
  importKept,
}

export function writeList<N extends keyof Requests>(
  place: ListPlace,
  request: Requests[N],
  format: ListFormat,
  signal: AbortSignal,
): Promise<WrittenList> {
  return table[request.name as N](place, request, format, signal)
}
