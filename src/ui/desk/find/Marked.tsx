import { Fragment } from 'react'
import { markFound } from '#domain/found-words'
import styles from './search.module.css'

/** A name with the words underlined that were searched for. */
export function Marked({ name, words }: { name: string; words: readonly string[] }) {
  return markFound(name, words).map(({ text, found }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words of one name keep their places
    <Fragment key={place}>
      {place > 0 && ' '}
      {found ? <mark className={styles.met}>{text}</mark> : text}
    </Fragment>
  ))
}
