import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
import { closeDialogs, hasDialog } from '#ui/shared/Dialog.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { setFieldValue, useScanner } from '#ui/shared/scanner.ts'
import { useDesk } from '../desk-store.ts'
import { valuesFromSearch } from '../register-patient/patient-values.ts'
import { provenBy } from '../visit/identity-signs.ts'
import type { Identifier } from '../visit/visit-form.ts'
import { sayNumber } from './number-words.ts'
import styles from './search.module.css'
import { focusSearch } from './search-box.ts'

type Hit = HubOutputs['patients']['scan'][number]
type Notice = { text: string; failed: boolean }

const noticeMs = 8000

/**
 * A card or a NIK under the scanner opens its person at once, wherever the focus is: what is typed there is kept. A number
 * that nobody has is said, and stands where a new person would be registered with it; what is in front of that stays.
 */
export function ScannedPerson() {
  const [notice, setNotice] = useState<Notice | null>(null)
  const scan = useMutation({
    mutationFn: (code: string) => api.patients.scan.call({ code }),
    onMutate: () => setNotice(null),
    onSuccess: (hits, code) => setNotice(answer(code, hits)),
    onError: (error) => setNotice({ text: sentencesOf(error).join(' '), failed: true }),
  })
  useScanner(scan.mutate)
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => setNotice(null), noticeMs)
    return () => clearTimeout(timer)
  }, [notice])
  return (
    <output className={styles.notice} data-failed={notice?.failed || undefined} aria-live="assertive">
      {notice?.text}
    </output>
  )
}

/** What to say about it; nothing when the person simply opens. */
function answer(code: string, hits: readonly Hit[]): Notice | null {
  if (fillFocused(code, hits.length > 0)) return null
  const [only, second] = hits
  const desk = useDesk.getState()
  const number = sayNumber(code) ?? `kode ${code}`
  const unknown = `${capitalised(number)} belum ada di berkas`
  if (!only && (desk.overlay !== null || hasDialog())) return { text: `${unknown}.`, failed: true }
  closeDialogs()
  desk.show(null)
  if (only && !second) {
    open(only, only.matched === 'rm' ? ['rm'] : provenBy(code, only))
    return null
  }
  if (second) {
    ask(code)
    return {
      text: `${capitalised(number)} dipakai ${hits.length} orang. Pilih orangnya di daftar.`,
      failed: false,
    }
  }
  if (desk.task.kind !== 'visit') {
    const filled = fillForm(code)
    return {
      text: filled ? `${unknown}; diisikan ke formulir ini.` : `${unknown}.`,
      failed: !filled,
    }
  }
  ask(code)
  return {
    text: `${unknown}. Tekan F2 untuk mendaftarkan orangnya dengan nomor ini.`,
    failed: true,
  }
}

/** The card of somebody who stands in front already is one more sign compared. */
function open({ id }: Hit, proven: readonly Identifier[]): void {
  const { chosen, form, change, choose, setText } = useDesk.getState()
  setText('')
  if (chosen?.patientId === id) change({ confirmedBy: [...new Set([...form.confirmedBy, ...proven])] })
  choose({ patientId: id, proven })
}

/** Into the search box, as if it had been typed there. */
function ask(code: string): void {
  const desk = useDesk.getState()
  desk.begin({ kind: 'visit' })
  desk.setText(code)
  requestAnimationFrame(focusSearch)
}

/**
 * The focus stands in a field that looks for a person, or in one that asks for a number nobody is known by, as that of
 * a family card is.
 */
function fillFocused(code: string, isKnown: boolean): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement)) return false
  const { takesScan } = field.dataset
  if (takesScan === undefined || (isKnown && takesScan !== 'person')) return false
  setFieldValue(field, code)
  return true
}

/** The form of a new person is open and this is what was missing in it. Nothing that stands there is overwritten. */
function fillForm(code: string): boolean {
  const { nik, cardNo, phone, passport, recordNo } = valuesFromSearch(code)
  const wanted = Object.entries({ nik, cardNo, phone, passport, recordNo }).find(([, value]) => value !== '')
  if (!wanted) return false
  const field = document.querySelector(`input[data-field="${wanted[0]}"]`)
  if (!(field instanceof HTMLInputElement) || field.value !== '') return false
  setFieldValue(field, wanted[1])
  field.focus()
  return true
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
