import { Switch, Text } from '@mantine/core'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import classes from './PatientForm.module.css'
import type { PatientValues } from './patient-values.ts'

type TwinSwitchProps = { values: PatientValues; onToggle: () => void }

/** Twins are registered one after the other, each with its place in the order of birth. */
export function TwinSwitch({ values: { birthOrder, siblingNext }, onToggle }: TwinSwitchProps) {
  const further = birthOrder !== null && birthOrder > 1
  return (
    <Switch
      size="md"
      className={classes.newborn}
      checked={further ? siblingNext : birthOrder !== null}
      onChange={onToggle}
      label={
        <>
          {further ? 'Ada kembar lagi' : 'Kembar'}&ensp;
          <KeyCap keys="Alt+K" />
        </>
      }
    />
  )
}

/** The one before is on file; the form goes on with this one. */
export function SavedTwin({ recordNo, order }: { recordNo: string; order: string }) {
  return (
    <Text size="sm" role="status">
      ✓ Kembar {order} tersimpan, RM {recordNo}
    </Text>
  )
}
