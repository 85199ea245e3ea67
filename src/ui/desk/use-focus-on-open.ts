import { type RefObject, useEffect, useRef } from 'react'

/** A page that opens over the desk takes the focus, so that Tab and a screen reader begin at its top. */
export function useFocusOnOpen(): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null)
  useEffect(() => page.current?.focus(), [])
  return page
}
