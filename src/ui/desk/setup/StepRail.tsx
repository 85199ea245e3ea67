import { Text, UnstyledButton } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import classes from './Setup.module.css'
import { steps } from './setup-values.ts'

type StepRailProps = { step: number; onStep: (step: number) => void }

/** Where one is, and the way back to what is already answered. */
export function StepRail({ step, onStep }: StepRailProps) {
  return (
    <aside className={classes.rail}>
      <div>
        <strong className={classes.wordmark}>Loket</strong>
        <Text c="gray.4">Empat langkah, sekitar lima menit. Semua tetap ada bila halaman tertutup.</Text>
      </div>
      <ol className={classes.steps}>
        {steps.map((name, at) => (
          <li key={name} aria-current={at === step ? 'step' : undefined}>
            <UnstyledButton
              disabled={at >= step}
              className={classes.step}
              data-state={stateOf(at, step)}
              onClick={() => onStep(at)}
            >
              <span className={classes.stepMark}>
                {at < step ? <IconCheck size={18} aria-label="selesai" /> : at + 1}
              </span>
              {name}
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </aside>
  )
}

function stateOf(at: number, step: number): 'done' | 'now' | 'later' {
  if (at < step) return 'done'
  return at === step ? 'now' : 'later'
}
