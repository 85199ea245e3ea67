import { useEffect, useState } from 'react'

/** This machine's time in milliseconds, often enough for a clock of minutes and for «menunggu 23 mnt». */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(tick)
  }, [])
  return now
}
