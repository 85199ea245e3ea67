import { create } from 'zustand'
import type { PrintOutcome } from '#contract/desktop'
import type { HubOutputs } from '#contract/hub/hub'
import { emptyVisit, type Identifier, isWorthKeeping, type VisitForm } from './visit/visit-form.ts'

export type Chosen = { patientId: string; proven: readonly Identifier[] }

/** A visit that is being typed. */
type Begun = { chosen: Chosen; form: VisitForm }

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
  | { kind: 'register'; text: string }
  | { kind: 'correct'; patientId: string }

export type Overlay = 'emergency' | 'rooms' | 'day' | 'settings' | null

/** What only this screen knows: the words in the search box, the person in front, what is typed about the visit. */
type DeskState = {
  staffId: string | null
  text: string
  task: Task
  chosen: Chosen | null
  form: VisitForm
  /** A form that was left with something typed in it, for another person or by a slip of the hand. */
  left: Begun | null
  issued: Issued | null
  overlay: Overlay
  /** What somebody else had open is not for the next person. */
  sitDown: (staffId: string) => void
  setText: (text: string) => void
  /** Without a form, goes on with what was typed about this person. */
  choose: (chosen: Chosen, form?: VisitForm) => void
  change: (part: Partial<VisitForm>) => void
  release: () => void
  begin: (task: Task) => void
  issue: (issued: Issued) => void
  notePrint: (visitId: string, printed: PrintOutcome) => void
  clearIssued: () => void
  show: (overlay: Overlay) => void
}

const cleared = {
  text: '',
  task: { kind: 'visit' },
  chosen: null,
  form: emptyVisit,
  left: null,
  issued: null,
  overlay: null,
} satisfies Partial<DeskState>

export const useDesk = create<DeskState>()((set) => ({
  ...cleared,
  staffId: null,
  sitDown: (staffId) => set((desk) => (desk.staffId === staffId ? {} : { ...cleared, staffId })),
  setText: (text) => set({ text }),
  choose: (chosen, form) => set((desk) => turnTo(desk, chosen, form)),
  change: (part) => set(({ form }) => ({ form: { ...form, ...part } })),
  release: () =>
    set((desk) => ({ chosen: null, form: emptyVisit, task: { kind: 'visit' }, left: leave(desk) })),
  begin: (task) => set({ task }),
  issue: (issued) => set((desk) => ({ ...cleared, issued, left: issued.from ? desk.left : leave(desk) })),
  notePrint: (visitId, printed) =>
    set(({ issued }) => (issued?.ticket.visitId === visitId ? { issued: { ...issued, printed } } : {})),
  clearIssued: () => set({ issued: null }),
  show: (overlay) => set({ overlay }),
}))

type Turned = Pick<DeskState, 'chosen' | 'form' | 'left'>

/** Identifiers are compared anew with whoever comes back; what was typed about the visit stays. */
function turnTo(desk: Turned, chosen: Chosen, form?: VisitForm): Turned & Pick<DeskState, 'task'> {
  const isOpen = desk.chosen?.patientId === chosen.patientId
  const kept = desk.left?.chosen.patientId === chosen.patientId ? desk.left : null
  const begun = isOpen ? desk.form : { ...(kept?.form ?? emptyVisit), confirmedBy: [...chosen.proven] }
  const left = kept ? null : desk.left
  return {
    chosen,
    form: form ?? begun,
    task: { kind: 'visit' },
    left: isOpen ? left : leave({ ...desk, left }),
  }
}

/** What there is to come back to when this person is left. */
function leave({ chosen, form, left }: Turned): Begun | null {
  return chosen && isWorthKeeping(form) ? { chosen, form } : left
}
