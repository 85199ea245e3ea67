import { create } from 'zustand'
import type { PrintOutcome } from '#contract/desktop'
import type { HubOutputs } from '#contract/hub/hub'
import { emptyVisit, type Identifier, type VisitForm } from './visit/visit-form.ts'

export type Chosen = { patientId: string; proven: readonly Identifier[] }

/** The last ticket, with what it takes to undo it and to correct the form it came from. */
export type Issued = {
  ticket: HubOutputs['visits']['ticket']
  name: string
  printed: PrintOutcome | null
  undoUntil: number
  from: { chosen: Chosen; form: VisitForm } | null
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
  /** A form that was closed with something typed in it. */
  closed: { chosen: Chosen; form: VisitForm; name: string } | null
  issued: Issued | null
  overlay: Overlay
  /** What somebody else had open is not for the next person. */
  sitDown: (staffId: string) => void
  setText: (text: string) => void
  choose: (chosen: Chosen, form?: VisitForm) => void
  change: (part: Partial<VisitForm>) => void
  release: (closed?: DeskState['closed']) => void
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
  closed: null,
  issued: null,
  overlay: null,
} satisfies Partial<DeskState>

export const useDesk = create<DeskState>()((set) => ({
  ...cleared,
  staffId: null,
  sitDown: (staffId) => set((desk) => (desk.staffId === staffId ? {} : { ...cleared, staffId })),
  setText: (text) => set({ text }),
  choose: (chosen, form = { ...emptyVisit, confirmedBy: [...chosen.proven] }) =>
    set({ chosen, form, task: { kind: 'visit' }, closed: null }),
  change: (part) => set(({ form }) => ({ form: { ...form, ...part } })),
  release: (closed = null) => set({ chosen: null, form: emptyVisit, task: { kind: 'visit' }, closed }),
  begin: (task) => set({ task }),
  issue: (issued) => set({ ...cleared, issued }),
  notePrint: (visitId, printed) =>
    set(({ issued }) => (issued?.ticket.visitId === visitId ? { issued: { ...issued, printed } } : {})),
  clearIssued: () => set({ issued: null }),
  show: (overlay) => set({ overlay }),
}))
