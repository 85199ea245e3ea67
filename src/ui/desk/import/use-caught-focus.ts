import { type RefObject, useEffect, useRef } from 'react'

/** What takes the place of a step takes its focus too: the button that led here went with it. */
export function useCaughtFocus<T extends HTMLElement>(): RefObject<T | null> {
  const place = useRef<T>(null)
  useEffect(() => {
    if (document.activeElement === document.body) place.current?.focus()
  }, [])
  return place
}
