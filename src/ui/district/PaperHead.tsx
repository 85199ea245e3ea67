import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { api } from './client.ts'
import type { Person } from './Dashboard.tsx'
import styles from './district.module.css'
import { formatFullMoment } from './words.ts'

export const unnamedOffice = 'Dinas Kesehatan'

/** On paper above every section: whose numbers these are, who printed them, and when. */
export function PaperHead({ person }: { person: Person }) {
  const office = useQuery(api.office.describe.queryOptions())
  const at = usePrintMoment()
  return (
    <p className={styles.paper}>
      <b>{office.data?.name ?? unnamedOffice}</b>
      <span>
        dicetak {formatFullMoment(at)} oleh {person.name}
      </span>
    </p>
  )
}

function usePrintMoment(): number {
  const [at, setAt] = useState(Date.now)
  useEffect(() => {
    const now = () => flushSync(() => setAt(Date.now()))
    window.addEventListener('beforeprint', now)
    return () => window.removeEventListener('beforeprint', now)
  }, [])
  return at
}
