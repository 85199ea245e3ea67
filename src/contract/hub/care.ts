import { z } from 'zod'
import { type CareValue, careRanges, isPossible } from '#domain/care-values'
import { atRooms } from '../access.ts'
import { base, ruledBy } from '../base.ts'
import { legCard } from './queue.ts'
import { id } from './shapes.ts'

/** A value that an instrument can show; an unusual one is kept all the same. */
function value(name: CareValue) {
  const { label, unit, possible } = careRanges[name]
  const params = { label, unit, from: possible[0], to: possible[1] }
  return z
    .number()
    .superRefine(
      ruledBy((number) => (isPossible(name, number) ? null : { code: 'care_value_invalid', params })),
    )
    .nullable()
}

/** Care in the room, with the person in front; each answers with their card as it then stands. */
export const care = {
  /** Marks an item that is due as given; marked already, it stays as it is. */
  note: base
    .meta({ access: atRooms })
    .input(z.object({ legId: id, item: z.string().max(40) }))
    .output(legCard),
  /** While the visit is open. */
  takeBack: base
    .meta({ access: atRooms })
    .input(z.object({ legId: id, item: z.string().max(40) }))
    .output(legCard),
  /** What was measured; each item given at this visit keeps what it asks for. */
  measure: base
    .meta({ access: atRooms })
    .input(
      z.object({
        legId: id,
        values: z.object({
          weight: value('weight'),
          systolic: value('systolic'),
          diastolic: value('diastolic'),
          glucose: value('glucose'),
        }),
      }),
    )
    .output(legCard),
}
