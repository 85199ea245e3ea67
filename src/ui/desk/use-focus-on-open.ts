import { type RefObject, useLayoutEffect, useRef } from 'react'

/** A page that opens over the desk takes the focus, so that Tab and a screen reader begin at its top. */
export function useFocusOnOpen(): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null)
  useLayoutEffect(() => page.current?.focus(), [])
  return page
}
