import { createContext, useContext, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { whenByHand } from './scanner.ts'

/** `keys` as `F9`, `Alt+H`, `Escape`, `U`, `?` or `1`. */
type Shortcut = { keys: string; label: string; run: () => void }

type Registered = { keys: string; label: string; layer: number; run: () => void }

/** The screen is layer 0; a dialog above it is 1 and silences the keys below while it is open. */
export const ShortcutLayer = createContext(0)

let registered: readonly Registered[] = []
const watchers = new Set<() => void>()

/**
 * Registers a key of this screen while the component stands and `when` holds, from the moment the screen shows it.
 * Single characters rest while one types.
 */
export function useShortcut({ keys, label, run }: Shortcut, when = true): void {
  const layer = useContext(ShortcutLayer)
  const latest = useRef(run)
  latest.current = run
  useLayoutEffect(() => {
    if (!when) return
    const mine: Registered = { keys, label, layer, run: () => latest.current() }
    change([...registered, mine])
    return () => change(registered.filter((other) => other !== mine))
  }, [keys, label, layer, when])
}

/** The keys that work on the screen now, for the list behind `?`; without the list's own layer. */
export function useShortcuts(): readonly { keys: string; label: string }[] {
  return useSyncExternalStore(watch, () => registered).filter(({ layer }) => layer === 0)
}

function change(next: readonly Registered[]): void {
  registered = next
  for (const notify of watchers) notify()
}

function watch(notify: () => void): () => void {
  watchers.add(notify)
  return () => watchers.delete(notify)
}

/** Before any field sees it, so that Alt+D goes to the screen and not to the browser's address bar. */
window.addEventListener('keydown', onKeyDown, { capture: true })

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.repeat) return
  const keys = keysOf(event)
  const top = Math.max(0, ...registered.map(({ layer }) => layer))
  const hit = registered.findLast((shortcut) => shortcut.keys === keys && shortcut.layer === top)
  if (!hit || belongsToField(event)) return
  event.preventDefault()
  event.stopPropagation()
  if (keys.length === 1) whenByHand(hit.run)
  else hit.run()
}

function keysOf(event: KeyboardEvent): string {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  const key = letter && (event.altKey || event.ctrlKey) ? letter : sayKey(event.key)
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`
}

/** `U` with and without Caps Lock. */
function sayKey(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key
}

/** A character that is being typed, an Escape that closes an open list, an Enter anywhere, are the field's own. */
function belongsToField(event: KeyboardEvent): boolean {
  const field = event.target
  if (!(field instanceof HTMLElement)) return false
  if (event.key === 'Escape') return field.getAttribute('aria-expanded') === 'true'
  if (event.key === 'Enter') return field !== document.body && !event.ctrlKey && !event.altKey
  const types =
    field.isContentEditable || field.matches('textarea, select, input:not([type=checkbox], [type=radio])')
  return types && event.key.length === 1 && !event.altKey && !event.ctrlKey
}
