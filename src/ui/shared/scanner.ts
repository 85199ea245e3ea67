import { useLayoutEffect, useRef } from 'react'
import { flushSync } from 'react-dom'
import { addToBurst, type Burst, codeOfBurst, handIsSlowerMs } from './scan-burst.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
/** What the first key of a burst found: put back if it was a scan, so that no field keeps the characters. */
type Before = { field: Field; value: string } | null

const listeners: ((code: string) => void)[] = []
let burst: Burst | null = null
let before: Before = null
let held: (() => void)[] = []
let silence: ReturnType<typeof setTimeout> | undefined

/** Takes every scan, wherever the focus is, while the component stands. */
export function useScanner(onScan: (code: string) => void): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useLayoutEffect(() => {
    const listener = (code: string) => latest.current(code)
    listeners.push(listener)
    return () => void listeners.splice(listeners.indexOf(listener), 1)
  }, [])
}

/** Runs what a single key does once it is clear that a hand pressed it: a scanned 3204… must tick nothing. */
export function whenByHand(run: () => void): void {
  if (listeners.length === 0) run()
  else held.push(run)
}

function runHeld(): void {
  clearTimeout(silence)
  const waiting = held
  held = []
  // What was pressed has happened before the key that follows is looked at.
  flushSync(() => {
    for (const run of waiting) run()
  })
}

window.addEventListener('keydown', onKeyDown, { capture: true })

function onKeyDown(event: KeyboardEvent): void {
  if (event.isComposing || event.key === 'Shift') return
  if (isCharacter(event)) {
    burst = addToBurst(burst, event.key, event.timeStamp)
    if (burst.text.length === 1) {
      runHeld()
      before = lookAt(document.activeElement)
    }
    clearTimeout(silence)
    silence = setTimeout(runHeld, handIsSlowerMs)
    return
  }
  const code = event.key === 'Enter' ? codeOfBurst(burst, event.timeStamp) : null
  const listener = listeners.at(-1)
  burst = null
  if (code === null || !listener) {
    runHeld()
    return
  }
  event.preventDefault()
  event.stopImmediatePropagation()
  held = []
  putBack(before)
  listener(code)
}

/** A key held down repeats as fast as a scanner types. */
function isCharacter({ key, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !repeat && !ctrlKey && !altKey && !metaKey
}

function lookAt(element: Element | null): Before {
  const isField =
    element instanceof HTMLInputElement ||
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement
  return isField ? { field: element, value: element.value } : null
}

function putBack(found: Before): void {
  if (found && found.field.value !== found.value) setFieldValue(found.field, found.value)
}

/** As if typed: React listens to the event and reads the value past its own setter. */
export function setFieldValue(field: Field, value: string): void {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value)
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }))
}
