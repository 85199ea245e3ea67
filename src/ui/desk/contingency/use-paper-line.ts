import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PaperVisit } from '#contract/hub/contingency'
import { ageOn, type LocalDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { useKeptDraft } from '#ui/shared/use-draft.ts'
import type { Somebody } from './PersonField.tsx'
import type { PaperDraft } from './paper-draft.ts'
import { completeNumber, suggestNumber } from './paper-lines.ts'

/** As typed; a null number is the suggested one, an empty purpose the list's first. */
type Line = {
  number: string | null
  text: string
  person: Somebody | null
  purpose: string
  gone: boolean
}
const emptyLine: Line = { number: null, text: '', person: null, purpose: '', gone: false }

type Options = {
  day: LocalDate
  /** As typed; null while it is guessed. */
  since: string | null
  begun: PaperDraft | null
  entered: readonly PaperVisit[]
  /** Keeps the line as it is. */
  onRefused: () => void
}

/** The line that is being typed, kept as it is typed, and how it is saved. `last` is the one before. */
export function usePaperLine({ day, since, begun, entered, onRefused }: Options) {
  const queries = useQueryClient()
  const [line, setLine] = useState(begun ? lineOf(begun) : emptyLine)
  useKeptDraft('paper', line === emptyLine ? null : draftOf(line, day, since), begun)
  const [last, setLast] = useState<PaperVisit | null>(null)
  const blocks = useQuery(api.contingency.blocks.queryOptions())
  const purposes = usePurposes(line.person, day)
  const purpose = purposes.find(({ code }) => code === line.purpose) ?? purposes[0]
  const suggested = suggestNumber(blocks.data ?? [], entered, last?.number ?? null)
  const number = line.number ?? suggested
  const saving = useMutation(
    api.contingency.enter.mutationOptions({
      onSuccess: async (saved) => {
        await askAgain(queries, api.contingency.entered.key())
        setLast(saved)
        setLine(emptyLine)
      },
      onError: onRefused,
    }),
  )

  function save(cut: number, finished: boolean): void {
    if (!line.person || !purpose || saving.isPending) return
    const told = { pregnancy: null, deliveredOn: null, emergency: [], symptoms: [], needsHelp: false }
    saving.mutate({
      day,
      since: cut,
      number: completeNumber(number, last?.number ?? suggested),
      person: 'hit' in line.person ? { patientId: line.person.hit.id } : line.person,
      arrival: { purpose: purpose.code, ...told },
      complaint: '',
      finished,
    })
  }

  const change = (part: Partial<Line>) => setLine({ ...line, ...part })
  return { line, number, purposes, purpose, last, change, save, saving }
}

function lineOf({ number, text, name, purpose, gone }: PaperDraft): Line {
  return { number, text, person: name === null ? null : { name }, purpose, gone }
}

function draftOf(
  { number, text, person, purpose, gone }: Line,
  day: LocalDate,
  since: string | null,
): PaperDraft {
  return { day, since, number, text, name: person && 'name' in person ? person.name : null, purpose, gone }
}

/** What this person may come for; of a bare name nothing is known. Until the hub has said it, what anybody may come for: an Enter does not wait. */
function usePurposes(person: Somebody | null, day: LocalDate) {
  const hit = person && 'hit' in person ? person.hit : null
  const ageYears = hit?.birth ? ageOn(hit.birth.date, day).years : null
  const input = { sex: hit?.sex ?? null, ageYears }
  const placeholderData = keepPreviousData
  return useQuery(api.visits.purposes.queryOptions({ input, staleTime: 60_000, placeholderData })).data ?? []
}
