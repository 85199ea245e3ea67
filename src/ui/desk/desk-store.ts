import { create } from 'zustand'
import type { PrintOutcome } from '#contract/desktop'
import type { HubOutputs } from '#contract/hub/hub'
import type { LocalDate } from '#domain/local-date'
import type { Aside, PatientDraft, Relative } from './register-patient/patient-draft.ts'
import { emptyVisit, type Identifier, isWorthKeeping, type VisitForm } from './visit/visit-form.ts'

export type Chosen = { patientId: string; proven: readonly Identifier[] }

/** A visit that is being typed. */
export type Begun = { chosen: Chosen; form: VisitForm }

/** The last ticket, with what it takes to undo it and to correct the form it came from. */
export type Issued = {
  ticket: HubOutputs['visits']['ticket']
  name: string
  printed: PrintOutcome | null
  undoUntil: number
  from: Begun | null
}

/** What fills the middle of the desk. */
export type Task =
  | { kind: 'visit' }
  | { kind: 'register'; text: string; from?: Relative }
  | { kind: 'correct'; patientId: string }

export type Overlay =
  | 'emergency'
  | 'rooms'
  | 'day'
  | 'settings'
  | 'devices'
  | 'contingency'
  | 'bookings'
  | 'documents'
  | 'doubles'
  | 'family'
  | 'imports'
  | 'report'
  | null

/** What only this screen knows: the words in the search box, the person in front, what is typed about the visit. */
type DeskState = {
  staffId: string | null
  day: LocalDate | null
  text: string
  task: Task
  chosen: Chosen | null
  form: VisitForm
  /** Forms that were left with something typed in them, for another person or by a slip of the hand; the last one first. */
  left: readonly Begun[]
  /** Forms about a person that were left for somebody on file; the last one first. */
  asides: readonly Aside[]
  issued: Issued | null
  overlay: Overlay
  /** A number called to this counter that does not belong to the person in front. */
  setAside: string | null
  /** What somebody else had open is not for the next person; what somebody came for yesterday is not what they come for today. */
  sitDown: (staffId: string, day: LocalDate) => void
  /** What a page that is gone had kept; what this one already holds is newer. */
  bringBack: (kept: Kept) => void
  setText: (text: string) => void
  /** Without a form, goes on with what was typed about this person. */
  choose: (chosen: Chosen, form?: VisitForm) => void
  change: (part: Partial<VisitForm>) => void
  release: () => void
  begin: (task: Task) => void
  putAside: (aside: Aside) => void
  /** Back to a form that was put aside; `open` is one that was left half typed since, and waits in its place. */
  resume: (aside: Aside, open: PatientDraft | null) => void
  /** It was this person who was typed as somebody new, and their record has what was typed. */
  settleAside: (patientId: string) => void
  issue: (issued: Issued) => void
  notePrint: (visitId: string, printed: PrintOutcome) => void
  clearIssued: () => void
  show: (overlay: Overlay) => void
  setArrivalAside: (arrivalId: string | null) => void
}

/** What of the desk outlives the page. */
export type Kept = Pick<DeskState, 'chosen' | 'form' | 'left' | 'asides'>

/** More than a clerk has half typed at once. */
const mostLeft = 8
const mostAsides = 8

const cleared = {
  text: '',
  task: { kind: 'visit' },
  chosen: null,
  form: emptyVisit,
  left: [],
  asides: [],
  issued: null,
  overlay: null,
  setAside: null,
} satisfies Partial<DeskState>

export const useDesk = create<DeskState>()((set) => ({
  ...cleared,
  staffId: null,
  day: null,
  sitDown: (staffId, day) =>
    set((desk) => {
      if (desk.staffId !== staffId) return { ...cleared, staffId, day }
      return desk.day === day ? {} : { day, left: [] }
    }),
  bringBack: (kept) =>
    set(({ chosen, left, asides }) => (chosen || left.length > 0 || asides.length > 0 ? {} : { ...kept })),
  setText: (text) => set({ text }),
  choose: (chosen, form) => set((desk) => turnTo(desk, chosen, form)),
  change: (part) => set(({ form }) => ({ form: { ...form, ...part } })),
  release: () =>
    set((desk) => ({ chosen: null, form: emptyVisit, task: { kind: 'visit' }, left: leave(desk) })),
  begin: (task) => set({ task }),
  putAside: (aside) => set(({ asides }) => ({ asides: [aside, ...asides].slice(0, mostAsides) })),
  resume: (aside, open) =>
    set(({ asides }) => {
      const others = asides.filter((one) => one !== aside)
      return {
        task: taskOf(aside),
        asides: open ? [{ insteadOf: null, draft: open }, ...others] : others,
      }
    }),
  settleAside: (patientId) =>
    set(({ asides }) => ({ asides: asides.filter(({ insteadOf }) => insteadOf !== patientId) })),
  issue: (issued) =>
    set((desk) => ({
      ...cleared,
      issued,
      left: issued.from ? desk.left : leave(desk),
      // It was this person who was typed as somebody new.
      asides: desk.asides.filter(({ insteadOf }) => insteadOf !== issued.from?.chosen.patientId),
    })),
  notePrint: (visitId, printed) =>
    set(({ issued }) => (issued?.ticket.visitId === visitId ? { issued: { ...issued, printed } } : {})),
  clearIssued: () => set({ issued: null }),
  show: (overlay) => set({ overlay }),
  setArrivalAside: (setAside) => set({ setAside }),
}))

type Turned = Pick<DeskState, 'chosen' | 'form' | 'left'>

/** Identifiers are compared anew with whoever comes back; what was typed about the visit stays. */
function turnTo(desk: Turned, chosen: Chosen, form?: VisitForm): Turned & Pick<DeskState, 'task'> {
  const isOpen = desk.chosen?.patientId === chosen.patientId
  const kept = desk.left.find((begun) => begun.chosen.patientId === chosen.patientId)
  const begun = isOpen ? desk.form : { ...(kept?.form ?? emptyVisit), confirmedBy: [...chosen.proven] }
  const left = desk.left.filter((begun) => begun !== kept)
  return {
    chosen,
    form: form ?? begun,
    task: { kind: 'visit' },
    left: isOpen ? left : leave({ ...desk, left }),
  }
}

/** What there is to come back to when this person is left. */
function leave({ chosen, form, left }: Turned): readonly Begun[] {
  return chosen && isWorthKeeping(form) ? [{ chosen, form }, ...left].slice(0, mostLeft) : left
}

function taskOf({ draft: { patientId, initialText, from } }: Aside): Task {
  if (patientId !== null) return { kind: 'correct', patientId }
  return { kind: 'register', text: initialText, ...(from && { from }) }
}
