import { useDesk } from '../desk-store.ts'
import type { Sign } from './identity-signs.ts'
import { Tick } from './Tick.tsx'
import styles from './visit.module.css'
import type { Identifier } from './visit-form.ts'

type Props = {
  signs: readonly Sign[]
  compared: readonly Identifier[]
  proven: readonly Identifier[]
  problem: string | null
}

/** What is on file, to be compared with what the person says or shows. Two must fit (patient safety goal 1). */
export function Identifiers({ signs, compared, proven, problem }: Props) {
  const change = useDesk((desk) => desk.change)
  const enough = compared.length >= 2

  function toggle(code: Identifier): void {
    // As it stands now: two keys in one breath come before anything is drawn anew.
    const { confirmedBy } = useDesk.getState().form
    const rest = confirmedBy.filter((other) => other !== code)
    change({ confirmedBy: rest.length === confirmedBy.length ? [...rest, code] : rest })
  }

  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>
        Cocokkan dua tanda pengenal
        <span className={styles.count} data-enough={enough || undefined}>
          {enough ? '✓ cocok' : `${compared.length} dari 2`}
        </span>
      </legend>
      <div className={styles.signs}>
        {signs.map(({ code, keys, label, value }, place) => (
          <div key={code} className={styles.sign} data-sign={code}>
            <Tick
              keys={keys}
              cap={keys}
              name={`Cocok: ${label}`}
              checked={compared.includes(code)}
              first={place === 0}
              onToggle={() => toggle(code)}
            >
              <span className={styles.small}>
                {label}
                {proven.includes(code) && ` · ${sayProven(code)}`}
              </span>
              {code === 'nama' ? (
                <NameValue name={value} />
              ) : (
                <span className={styles.value} title={value}>
                  {value}
                </span>
              )}
            </Tick>
          </div>
        ))}
      </div>
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

/** Its last word stays in sight: that is all that tells «By. Ny. SARI I» from «By. Ny. SARI II». */
function NameValue({ name }: { name: string }) {
  const end = name.lastIndexOf(' ')
  return (
    <span className={styles.ends} title={name}>
      {end > 0 && <span>{name.slice(0, end)}</span>} <span>{name.slice(end + 1)}</span>
    </span>
  )
}

/** The search proves a number that was scanned or typed whole; the rest was just written down from the person. */
function sayProven(code: Identifier): string {
  return code === 'nik' ? 'dari pencarian' : 'baru dicatat'
}
