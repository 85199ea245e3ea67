import { Button, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type TargetGroup, targetGroupLabels, targetGroups } from '#domain/village-target'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { api } from '../client.ts'
import type { Village } from './TargetTable.tsx'

type Typed = Record<TargetGroup, number | string>

/** How many people of each group a village has to be reached in a year. */
export function TargetsDialog({
  village,
  year,
  onClose,
}: {
  village: Village
  year: number
  onClose: () => void
}) {
  const queries = useQueryClient()
  const initialValues = Object.fromEntries(
    targetGroups.map((group) => [group, village.reached[group]?.target ?? '']),
  ) as Typed
  const form = useForm<Typed>({ initialValues })
  const save = useMutation(
    api.dashboard.setTargets.mutationOptions({
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: api.dashboard.key() })
        onClose()
      },
    }),
  )
  return (
    <Dialog title={`Sasaran ${year}: ${village.name}`} onClose={onClose}>
      <form
        noValidate
        onSubmit={form.onSubmit((typed) =>
          save.mutate({ year, village: village.code, targets: readTargets(typed) }),
        )}
      >
        <Stack>
          <SimpleGrid cols={2}>
            {targetGroups.map((group, place) => (
              <NumberInput
                key={group}
                label={targetGroupLabels[group]}
                min={0}
                max={1_000_000}
                allowDecimal={false}
                allowNegative={false}
                hideControls
                thousandSeparator="."
                decimalSeparator=","
                data-autofocus={place === 0 || undefined}
                {...form.getInputProps(group)}
              />
            ))}
          </SimpleGrid>
          <p>Yang dikosongkan tidak punya sasaran tahun ini.</p>
          <Problems sentences={save.error ? sentencesOf(save.error) : []} />
          <Button type="submit" loading={save.isPending} rightSection={<KeyCap keys="Enter" />}>
            Simpan sasaran
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}

function readTargets(typed: Typed): Partial<Record<TargetGroup, number>> {
  return Object.fromEntries(
    targetGroups.flatMap((group) => (Number(typed[group]) > 0 ? [[group, Number(typed[group])]] : [])),
  )
}
