import { useId } from 'react'
import type { Shown } from '#domain/small-numbers'
import { formatCount, formatShown, knownPart } from '../words.ts'
import styles from './charts.module.css'
import { axisFor } from './scale.ts'

/** `said` is all that is known of it; `tick` and `group` are what stands below it, where there is room. */
export type Column = { key: string; said: string; visits: Shown; tick: string; group: string }
type Props = { title: string; description: string; columns: readonly Column[]; numbered: boolean }

/** Pixels; widths are shares of the room there is, so that letters keep their size on any screen and on paper. */
const plotTop = 20
const plotHeight = 132
const footHeight = 40
const maskedHeight = 10

/** Columns over an axis from nought. What is masked is hatched, of one height whatever it is. */
export function ColumnChart({ title, description, columns, numbered }: Props) {
  const id = useId()
  const axis = axisFor(Math.max(...columns.map(({ visits }) => knownPart(visits))))
  const heightOf = (count: number) => (plotHeight * count) / axis.top
  const floor = plotTop + plotHeight
  const step = 100 / columns.length
  return (
    <svg
      className={styles.chart}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
      height={floor + footHeight}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <pattern
        id={`${id}-masked`}
        width={5}
        height={5}
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className={styles.column} width={2} height={5} />
      </pattern>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? styles.floor : styles.grid}
            x2="100%"
            y1={floor - heightOf(tick)}
            y2={floor - heightOf(tick)}
          />
          <text className={styles.scale} x={-8} y={floor - heightOf(tick) + 4}>
            {formatCount(tick)}
          </text>
        </g>
      ))}
      {columns.map(({ key, said, visits, tick, group }, place) => {
        const masked = typeof visits !== 'number'
        const height = masked ? maskedHeight : heightOf(visits)
        const middle = `${(place + 0.5) * step}%`
        return (
          <g key={key}>
            <title>{said}</title>
            <rect className={styles.hit} x={`${place * step}%`} width={`${step}%`} height={floor} />
            <rect
              className={styles.column}
              {...(masked && { style: { fill: `url(#${CSS.escape(`${id}-masked`)})` } })}
              x={`${(place + 0.12) * step}%`}
              y={floor - height}
              width={`${0.76 * step}%`}
              height={height}
            />
            {numbered && visits !== 0 && (
              <text className={styles.number} x={middle} y={floor - height - 5}>
                {formatShown(visits)}
              </text>
            )}
            <text className={styles.tick} x={middle} y={floor + 16}>
              {tick}
            </text>
            <text className={styles.group} x={middle} y={floor + 32}>
              {group}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
