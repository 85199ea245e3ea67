import { useState } from 'react'
import { isSame } from '#ui/shared/is-same.ts'
import type { SetupFormApi } from './setup-form.ts'
import { type Presets, type RoomRow, rowsOf, type SetupValues } from './setup-values.ts'

type Rooms = Pick<SetupValues, 'preset' | 'rooms'>
export type RoomDeeds = ReturnType<typeof useRooms>

/** Takes rooms away, one of them or all for a preset, and brings them back as long as no room was touched since. */
export function useRooms(form: SetupFormApi, presets: Presets) {
  const [replaced, setReplaced] = useState<{ before: Rooms; after: RoomRow[] } | null>(null)
  const { preset, rooms } = form.values
  const before = replaced && isSame(replaced.after, rooms) ? replaced.before : null

  function replace(next: Rooms, kept: Rooms | null): void {
    setReplaced(kept && { before: kept, after: next.rooms })
    form.setValues(next)
    form.clearErrors()
  }

  return {
    applyPreset: (code: string) => {
      const chosen = presets.rooms.find((one) => one.code === code)?.rooms ?? []
      // Arrows go from preset to preset: what counts is what stood before the first of them.
      const isPreset = presets.rooms.some((one) => isSame(rowsOf(one.rooms), rooms))
      replace({ preset: code, rooms: rowsOf(chosen) }, isPreset ? before : { preset, rooms })
    },
    remove: (at: number) =>
      replace({ preset, rooms: rooms.filter((_room, other) => other !== at) }, { preset, rooms }),
    bringBack: before && (() => replace(before, null)),
  }
}
