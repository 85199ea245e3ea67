import type { Board, ShownCall } from '#contract/hub/display'
import { make } from '../shared/elements.ts'
import { drawNumber, pulse } from './elements.ts'
import { labelSize, shrinkToFit } from './fit.ts'
import { sayWaiting } from './say.ts'

type Room = Board['rooms'][number]
type Tile = {
  element: HTMLElement
  number: HTMLElement
  note: HTMLElement
  room: Room
  /** The last call of the number that stands here, while the hub still lists it. */
  call: ShownCall | undefined
}

/** How long a tile says that its number has just been called: long enough to look up, find it, and look again. */
const FRESH_MS = 20_000

/** The rooms below the current call: each keeps its place from the first board to the last. */
export type RoomTiles = {
  /** True when other rooms stand here than before, so that the screen has to be laid out anew. */
  show: (board: Board) => boolean
  /** Marks what was called just now, and the call that stands large; `now` by the hub's clock. */
  mark: (headline: ShownCall | null, now: number) => void
  clear: () => void
  arrange: (numberSize: number) => void
}

export function createRoomTiles(grid: HTMLElement): RoomTiles {
  let tiles = new Map<string, Tile>()
  let drawn = ''

  function show(board: Board): boolean {
    const places = JSON.stringify(board.rooms.map(({ roomId, label, cluster }) => [roomId, label, cluster]))
    const moved = places !== drawn
    if (moved) {
      drawn = places
      grid.textContent = ''
      tiles = new Map(board.rooms.map((room) => [room.roomId, addTile(grid, room)]))
    }
    for (const room of board.rooms) {
      const tile = tiles.get(room.roomId)
      const call = board.calls.filter((one) => isCallOf(room, one)).pop()
      // What was called before this page opened, or before the rooms changed, is not new.
      if (tile) fill(tile, room, call, !moved)
    }
    return moved
  }

  function mark(headline: ShownCall | null, now: number): void {
    for (const { element, note, room, call } of tiles.values()) {
      const fresh = call !== undefined && now - call.at < FRESH_MS
      element.classList.toggle('fresh', fresh)
      element.classList.toggle('calling', headline !== null && isCallOf(room, headline))
      const said = fresh && call.recall ? 'Panggilan ulang' : sayWaiting(room)
      if (said !== note.textContent) note.textContent = said
    }
  }

  function clear(): void {
    grid.textContent = ''
    tiles.clear()
    drawn = ''
  }

  function arrange(numberSize: number): void {
    for (const label of grid.querySelectorAll<HTMLElement>('.room-label'))
      shrinkToFit(label, labelSize(numberSize), 1)
  }

  return { show, mark, clear, arrange }
}

function addTile(grid: HTMLElement, room: Room): Tile {
  const number = make('strong', 'room-number', '–')
  const note = make('p', 'room-note')
  const label = make('h2', 'room-label', room.label)
  const element = make('article', `room idle ${room.cluster}`, label, number, note)
  grid.append(element)
  return { element, number, note, room: { ...room, number: null }, call: undefined }
}

function fill(tile: Tile, room: Room, call: ShownCall | undefined, mayPulse: boolean): void {
  if (room.number !== tile.room.number) {
    tile.number.textContent = ''
    tile.number.append(...(room.number === null ? ['–'] : drawNumber(room.number)))
    tile.element.classList.toggle('idle', room.number === null)
  }
  if (call && call.callId !== tile.call?.callId && mayPulse) pulse(tile.element)
  tile.room = room
  tile.call = call
}

function isCallOf({ label, number }: Room, call: ShownCall): boolean {
  return call.number === number && call.roomLabel === label
}
