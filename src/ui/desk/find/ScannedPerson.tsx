import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { api } from '#ui/shared/client.ts'
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
 * A card or a NIK under the scanner opens its person at once, wherever the focus is. A number that nobody has is said,
 * and stands where a new person would be registered with it. What is typed where nothing keeps it is not left for a card.
 */
export function ScannedPerson({ onPage }: { onPage: boolean }) {
  const [notice, setNotice] = useState<Notice | null>(null)
  const scan = useMutation({
    mutationFn: (code: string) => api.patients.scan.call({ code }),
    onMutate: () => setNotice(null),
    onSuccess: (hits, code) => setNotice(answer(code, hits, onPage)),
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

function answer(code: string, hits: readonly Hit[], onPage: boolean): Notice | null {
  if (fillFocused(code, hits.length > 0)) return null
  return isUnkept(onPage) ? tellWhose(code, hits) : act(code, hits)
}

/** No draft holds what is typed in these, nor in a dialog in front of a page. */
function isUnkept(onPage: boolean): boolean {
  const { overlay } = useDesk.getState()
  const unkept = overlay === 'emergency' || overlay === 'settings' || overlay === 'imports'
  return unkept || (onPage && document.querySelector('[role=dialog]') !== null)
}

function tellWhose(code: string, [only, second]: readonly Hit[]): Notice {
  const number = capitalised(sayNumber(code) ?? `kode ${code}`)
  if (!only) return { text: `${number} belum ada di berkas.`, failed: true }
  const whose = second ? `${number} milik beberapa orang` : `Itu kartu ${only.name}, RM ${only.recordNo}`
  return { text: `${whose}; tidak dibuka supaya isian di sini tidak hilang.`, failed: false }
}

/** What to say about it; nothing when the person simply opens. */
function act(code: string, hits: readonly Hit[]): Notice | null {
  const [only, second] = hits
  const desk = useDesk.getState()
  desk.show(null)
  if (only && !second) {
    open(only, only.matched === 'rm' ? ['rm'] : provenBy(code, only))
    return null
  }
  const number = sayNumber(code) ?? `kode ${code}`
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
      text: filled
        ? `${capitalised(number)} belum ada di berkas; diisikan ke formulir ini.`
        : `${capitalised(number)} belum ada di berkas.`,
      failed: !filled,
    }
  }
  ask(code)
  return {
    text: `${capitalised(number)} belum ada di berkas. Tekan F2 untuk mendaftarkan orangnya dengan nomor ini.`,
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
