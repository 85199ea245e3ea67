import { Button, Group, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { AccountStep } from './AccountStep.tsx'
import { AreaStep } from './AreaStep.tsx'
import { FacilityStep } from './FacilityStep.tsx'
import { RoomsStep } from './RoomsStep.tsx'
import classes from './Setup.module.css'
import { StepRail } from './StepRail.tsx'
import { forgetSetupDraft, readSetupDraft, saveSetupDraft } from './setup-draft.ts'
import {
  errorsOfStep,
  type Presets,
  placeOf,
  readSetup,
  type SetupValues,
  startValues,
  steps,
} from './setup-values.ts'

type SetupWizardProps = { presets: Presets; onDone: () => void }

export function SetupWizard({ presets, onDone }: SetupWizardProps) {
  const [draft] = useState(() => readSetupDraft(startValues(presets)))
  const [step, setStep] = useState(draft.step)
  const content = useRef<HTMLDivElement>(null)
  const form = useForm<SetupValues>({ initialValues: draft.values })
  const complete = useMutation(
    api.setup.complete.mutationOptions({
      onSuccess: () => {
        forgetSetupDraft()
        onDone()
      },
      onError: (error) => {
        const places = problemsOf(error).map(({ field, sentence }) => ({ ...placeOf(field), sentence }))
        for (const { field, sentence } of places) if (field) form.setFieldError(field, sentence)
        setStep(Math.min(...places.map((place) => place.step)))
      },
    }),
  )
  const isLast = step === steps.length - 1

  useEffect(() => saveSetupDraft({ step, values: form.values }), [step, form.values])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its first field
  useEffect(() => content.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [step])

  function goOn(event: FormEvent): void {
    event.preventDefault()
    const errors = errorsOfStep(step, form.values)
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) {
      requestAnimationFrame(() =>
        content.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      )
    } else if (isLast) complete.mutate(readSetup(form.values))
    else setStep(step + 1)
  }

  const goBack = () => setStep(Math.max(0, step - 1))
  useShortcut({ keys: 'Escape', label: 'Langkah sebelumnya', run: goBack }, step > 0)
  const elsewhere = complete.error ? problemsOf(complete.error).filter(({ field }) => field === null) : []
  return (
    <form className={classes.page} onSubmit={goOn} noValidate>
      <StepRail step={step} onStep={setStep} />
      <main className={classes.panel}>
        <div ref={content} className={classes.content} key={step}>
          <Title order={1} size={28}>
            {titles[step]}
          </Title>
          {step === 0 && <FacilityStep form={form} />}
          {step === 1 && <AreaStep form={form} />}
          {step === 2 && <RoomsStep form={form} presets={presets} />}
          {step === 3 && <AccountStep form={form} />}
        </div>
        <footer className={classes.foot}>
          <Problems sentences={elsewhere.map(({ sentence }) => sentence)} />
          <Group ml="auto">
            {step > 0 && (
              <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={goBack}>
                Kembali
              </Button>
            )}
            <Button type="submit" loading={complete.isPending} rightSection={<KeyCap keys="Enter" />}>
              {isLast ? 'Mulai pakai Loket' : 'Lanjut'}
            </Button>
          </Group>
        </footer>
      </main>
    </form>
  )
}

const titles = [
  'Puskesmas mana ini?',
  'Desa mana saja yang dilayani?',
  'Bagaimana klaster dan ruangannya?',
  'Siapa kepala yang mengatur Loket?',
]
