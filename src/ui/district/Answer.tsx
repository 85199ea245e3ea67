import type { ReactNode } from 'react'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import styles from './district.module.css'

type Props<T> = {
  query: { data: T | undefined; error: unknown; isFetching: boolean; refetch: () => unknown }
  isEmpty: (data: T) => boolean
  empty: ReactNode
  children: (data: T) => ReactNode
}

/** The four states of a list, and above rows that could not be asked again, why: here no live socket tells it. */
export function Answer<T>(props: Props<T>) {
  const { data, error } = props.query
  return (
    <>
      <Problems sentences={data !== undefined && error ? sentencesOf(error) : []} />
      <FourStates {...props} empty={<div className={styles.empty}>{props.empty}</div>} />
    </>
  )
}
