import type { Shown } from '#domain/small-numbers'
import district from '../district.module.css'
import { formatShare } from '../words.ts'

/** ▲ 12%; a dash where there is nothing to compare with. */
export function Change({ now, before }: { now: Shown; before: Shown }) {
  if (typeof now !== 'number' || typeof before !== 'number' || before === 0) return <span>–</span>
  if (now === before) return <span>tetap</span>
  const word = now > before ? 'naik' : 'turun'
  return (
    <b>
      <span aria-hidden>{now > before ? '▲' : '▼'}</span>
      <span className={district.said}>{word}</span> {formatShare(Math.abs(now - before), before)}
    </b>
  )
}
