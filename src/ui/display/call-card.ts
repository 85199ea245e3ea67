import type { ShownCall } from '#contract/hub/display'
import { make } from '../shared/elements.ts'
import { drawNumber, pulse } from './elements.ts'
import { shrinkToFit } from './fit.ts'

/** The top of the screen: one call, large, or one sentence. */
export type CallCard = {
  show: (call: ShownCall | null, whenNone: string) => void
  /** One sentence over the whole screen, and what to do about it. */
  refuse: (sentence: string, help: HTMLElement | null) => void
  arrange: () => void
}

export function createCallCard(card: HTMLElement): CallCard {
  let drawn: string | number | null = null
  let newest = 0

  function show(call: ShownCall | null, whenNone: string): void {
    const headline = call?.callId ?? whenNone
    if (headline === drawn) return
    drawn = headline
    card.textContent = ''
    if (call) drawCall(call)
    else drawSilence(whenNone, 'Nomor yang dipanggil muncul di sini. Silakan duduk dan simak layar ini.')
  }

  function drawCall(call: ShownCall): void {
    card.className = `call ${call.cluster}`
    card.append(
      make('h1', 'call-number', ...drawNumber(call.number)),
      drawArrow(),
      make(
        'div',
        'call-room',
        make('span', 'hint', call.recall ? 'Panggilan ulang, silakan ke' : 'Silakan ke'),
        make('span', 'destination', call.roomLabel),
      ),
    )
    // What was large before and comes back because a later call has ended is not new.
    if (call.callId > newest) pulse(card)
    newest = Math.max(newest, call.callId)
    arrange()
  }

  function drawSilence(sentence: string, ...more: (Node | string)[]): void {
    card.className = 'call quiet'
    card.append(make('h1', 'silent', sentence), make('p', 'hint', ...more))
  }

  function refuse(sentence: string, help: HTMLElement | null): void {
    drawn = null
    card.textContent = ''
    drawSilence(sentence, ...(help ? [help] : []))
  }

  function arrange(): void {
    const destination = card.querySelector<HTMLElement>('.destination')
    if (destination) shrinkToFit(destination, 7.5, 3)
  }

  return { show, refuse, arrange }
}

function drawArrow(): SVGElement {
  const arrow = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  arrow.setAttribute('viewBox', '0 0 24 24')
  arrow.setAttribute('class', 'arrow')
  arrow.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', 'M3 12h17M13 5l7 7-7 7')
  arrow.append(path)
  return arrow
}
