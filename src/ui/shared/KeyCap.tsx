/** The key that does the same as the button it stands in. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <span className="key-cap" aria-hidden="true">
      {nice[keys] ?? keys}
    </span>
  )
}

const nice: Record<string, string> = { Enter: '⏎', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ' ': 'Spasi' }
