import { make } from '../shared/elements.ts'

/** The series letter and the digits are what is read; the dash between them steps back. */
export function drawNumber(number: string): (Node | string)[] {
  const [series = '', digits = ''] = number.split('-')
  return [series, make('i', 'dash', '-'), digits]
}

/** A fresh node starts its one slow pulse anew, without asking the browser to lay out the page in between. */
export function pulse(place: HTMLElement): void {
  place.querySelector(':scope > .pulse')?.remove()
  place.prepend(make('i', 'pulse'))
}
