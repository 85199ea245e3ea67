import fc from 'fast-check'
import { type MergeField, mergeFields } from '#domain/merge'

/** What a clerk may do next; numbers choose among what there is, whatever its size. */
export type Step =
  | { do: 'register'; withNik: boolean; withCard: boolean; family: 'none' | 'own' | 'other' }
  | { do: 'come'; who: number; ends: 'stay' | 'finish' | 'cancel' }
  | { do: 'unnamed'; who: number }
  | { do: 'correct'; who: number }
  | { do: 'merge'; kept: number; gone: number; take: MergeField[] }
  | { do: 'undo'; which: number }
  | { do: 'sleep' }

const one = fc.nat({ max: 99 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('register' as const),
      withNik: fc.boolean(),
      withCard: fc.boolean(),
      family: fc.constantFrom('none' as const, 'own' as const, 'other' as const),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('come' as const),
      who: one,
      ends: fc.constantFrom('stay' as const, 'finish' as const, 'finish' as const, 'cancel' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unnamed' as const), who: one }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('correct' as const), who: one }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      kept: one,
      gone: one,
      take: fc.subarray([...mergeFields]),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('undo' as const), which: one }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sleep' as const) }) },
)
export const steps = fc.array(step, { minLength: 5, maxLength: 30 })
