import type { KeyboardEvent } from 'react'

/** Arrows go from one row to the next, to the same of its buttons where a row has several. */
export function stepAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const rows = [...event.currentTarget.querySelectorAll('li, tr')]
    .map((row) => [...row.querySelectorAll('button')])
    .filter((buttons) => buttons.length > 0)
  const place = rows.findIndex((buttons) => buttons.some((button) => button.matches(':focus')))
  const among = rows[place]?.findIndex((button) => button.matches(':focus')) ?? 0
  const next = rows[place + step]
  const button = next?.[among] ?? next?.at(-1)
  button?.focus()
}
