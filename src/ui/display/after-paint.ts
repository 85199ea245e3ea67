/**
 * Reports what the screen held once it stands on the glass: read in one frame, reported in the next, when the first
 * has been painted. However often it is asked meanwhile, nothing piles up; a hidden page paints nothing and reports nothing.
 */
export function createPaintWatch<T>(read: () => T, onPainted: (painted: T) => void): () => void {
  let watching = false
  let changed = false

  function watch(): void {
    changed = true
    if (watching) return
    watching = true
    requestAnimationFrame(() => {
      changed = false
      const painted = read()
      requestAnimationFrame(() => {
        watching = false
        onPainted(painted)
        if (changed) watch()
      })
    })
  }

  return watch
}
