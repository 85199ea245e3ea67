import { useEffect, useRef } from 'react'

/** The key that does the same as the button or the tick it stands in; a screen reader hears it with that. */
export function KeyCap({ keys }: { keys: string }) {
  const cap = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const control = cap.current?.closest('button') ?? cap.current?.closest('label')?.control
    // A cap that stands for more than it shows, as «W» for Alt+W, has a control that says so itself.
    if (!control || control.hasAttribute('aria-keyshortcuts')) return
    control.setAttribute('aria-keyshortcuts', keys.replace('Ctrl', 'Control').replace(' ⏎', '+Enter'))
    return () => control.removeAttribute('aria-keyshortcuts')
  }, [keys])
  return (
    <span ref={cap} className="key-cap" aria-hidden="true">
      {keys
        .split('+')
        .map((key) => nice[key] ?? key)
        .join('+')}
    </span>
  )
}

const nice: Record<string, string> = {
  Enter: '⏎',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageDown: 'PgDn',
  ' ': 'Spasi',
}
