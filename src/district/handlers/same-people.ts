import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { wordsOf } from '#district/report/person-words'
import { appendAudit } from '#district/store/audit'
import { countPairs, decidePair, listPairs, type Side } from '#district/store/same-people'
import { refuse } from '#domain/errors'

const shownAtOnce = 50

export async function listSamePeople(
  context: Context,
  { state }: DistrictInputs['samePeople']['list'],
): Promise<DistrictOutputs['samePeople']['list']> {
  const { store, areas } = context
  const [pairs, counts] = await Promise.all([
    listPairs(store.db, state, shownAtOnce),
    countPairs(store.db, state),
  ])
  const patients = pairs.flatMap(({ one, other }) => [one.id, other.id])
  await store.write((tx) => appendAudit(tx, entryOf(context, 'patients_viewed', { state, patients })))
  const recordOf = ({ id, facility, village, body }: Side) => ({
    patientId: id,
    facility,
    village: village === null ? null : (areas.villageByCode(village)?.name ?? village),
    ...wordsOf(body),
  })
  return {
    ...counts,
    pairs: pairs.map(({ one, other, decidedAt, ...pair }) => ({
      ...pair,
      one: recordOf(one),
      other: recordOf(other),
      decidedAt: decidedAt?.getTime() ?? null,
    })),
  }
}

export async function decideSamePeople(
  context: Context,
  pair: DistrictInputs['samePeople']['decide'],
): Promise<DistrictOutputs['samePeople']['decide']> {
  const { store, system, caller } = context
  return await store.write(async (tx) => {
    const by = { staff: caller.person?.id ?? null, at: system.now() }
    if (!(await decidePair(tx, pair, by))) refuse('same_people_unknown')
    await appendAudit(tx, entryOf(context, 'same_people_decided', pair))
    return { state: pair.state }
  })
}
