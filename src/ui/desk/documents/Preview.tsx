import { Button, Text } from '@mantine/core'
import { type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './documents.module.css'

const PX_PER_MM = 96 / 25.4
const mostTimes = 2.4

/** Millimetres of one page, and how many of them: «3 label». */
type Props = {
  size: { widthMm: number; heightMm: number }
  count: string
  children: ReactNode
  /** Where the pages stand, for whoever prints them. */
  pagesRef?: Ref<HTMLDivElement>
}

/** The paper itself, true to scale: as large as there is room, or at its own size. */
export function Preview({ size: { widthMm, heightMm }, count, children, pagesRef }: Props) {
  const pane = useRef<HTMLElement>(null)
  const [fit, setFit] = useState(1)
  const [actual, setActual] = useState(false)
  useLayoutEffect(() => {
    const element = pane.current
    if (!element) return
    const measure = () => {
      const { paddingLeft, paddingTop } = getComputedStyle(element)
      const width = element.clientWidth - 2 * Number.parseFloat(paddingLeft)
      const height = element.clientHeight - 2 * Number.parseFloat(paddingTop)
      setFit(Math.min(width / (widthMm * PX_PER_MM), height / (heightMm * PX_PER_MM), mostTimes))
    }
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [widthMm, heightMm])
  useShortcut({ keys: 'Alt+U', label: 'Ukuran asli', run: () => setActual(!actual) })
  const zoom = actual ? 1 : fit
  return (
    <figure className={classes.preview} aria-label="Pratinjau cetak">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section ref={pane} className={classes.pane} aria-label="Lembar" tabIndex={0}>
        <div ref={pagesRef} className={classes.pages} style={{ zoom }}>
          {children}
        </div>
      </section>
      <figcaption>
        <Text size="sm">
          {`${sayMm(widthMm)} × ${sayMm(heightMm)} mm · ${count} · tampilan ${Math.round(zoom * 100)} %`}
        </Text>
        <Button
          variant="default"
          size="sm"
          h={40}
          aria-pressed={actual}
          aria-keyshortcuts="Alt+U"
          rightSection={<KeyCap keys="Alt+U" />}
          onClick={() => setActual(!actual)}
        >
          {actual ? 'Paskan' : 'Ukuran asli'}
        </Button>
      </figcaption>
    </figure>
  )
}

function sayMm(millimetres: number): string {
  return millimetres.toLocaleString('id-ID')
}
