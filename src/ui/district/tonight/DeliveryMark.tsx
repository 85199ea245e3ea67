import {
  IconAlertTriangleFilled,
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour9,
} from '@tabler/icons-react'
import type { DeliveryState } from './delivery-state.ts'
import styles from './tonight.module.css'

export const deliveryWords: Record<DeliveryState, string> = {
  complete: 'lengkap',
  late: 'terlambat',
  failing: 'gagal',
  never: 'belum pernah',
}

const glyphs = {
  complete: IconCircleCheck,
  late: IconClockHour9,
  failing: IconAlertTriangleFilled,
  never: IconCircleDashed,
}

/** A glyph and its word, so that it says the same in black and white and read aloud. */
export function DeliveryMark({ state, count }: { state: DeliveryState; count?: number }) {
  const Glyph = glyphs[state]
  return (
    <span className={styles.mark} data-state={state}>
      <Glyph size={20} aria-hidden />
      <span>
        {count} {deliveryWords[state]}
      </span>
    </span>
  )
}
