import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './pair.css'
import type { PairAnswer } from '#contract/hub/pair'

/** A device that is nobody yet: six digits from the desk, typed by touch, keyboard or the arrows of a remote control. */
const length = 6
const columns = 3
const silent = 'Loket tidak menjawab. Periksa kabel atau Wi-Fi perangkat ini, lalu tekan Sambung.'

const digits = find('#digits')
const message = find('#message')
const trust = find('#trust')
const keys = Array.from(document.querySelectorAll('button'))
let typed = ''
let busy = false

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector)
  if (!element) throw new Error(selector)
  return element
}

function draw(): void {
  digits.textContent = ''
  for (let place = 0; place < length; place += 1) {
    const slot = document.createElement('span')
    slot.className = place === typed.length ? 'digit next' : 'digit'
    slot.textContent = typed.charAt(place)
    digits.append(slot)
  }
}

function type(digit: string): void {
  if (busy || typed.length === length) return
  typed += digit
  draw()
  if (typed.length === length) void pair()
}

function erase(): void {
  if (busy) return
  typed = typed.slice(0, -1)
  draw()
}

async function pair(): Promise<void> {
  if (busy) return
  if (typed.length < length) {
    say(`Kode terdiri dari ${length} angka.`)
    return
  }
  setBusy(true)
  say('Menyambungkan…')
  const answer = await ask(typed)
  if (answer && 'location' in answer) {
    location.replace(answer.location)
    return
  }
  setBusy(false)
  say(answer?.problems[0].sentence ?? silent)
  trust.hidden = answer?.problems[0].code !== 'pairing_code_unsafe'
  if (answer) typed = ''
  draw()
  keys[answer ? 0 : keys.length - 1]?.focus()
}

/** Null when the hub is away or says something that is none of its answers. */
async function ask(code: string): Promise<PairAnswer | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/pair', { method: 'POST', headers, body: JSON.stringify({ code }) })
    return await answer.json()
  } catch {
    return null
  }
}

function say(sentence: string): void {
  message.textContent = sentence
}

function setBusy(now: boolean): void {
  busy = now
  document.body.classList.toggle('busy', now)
}

function press(label: string): void {
  if (label === 'Hapus') erase()
  else if (label === 'Sambung') void pair()
  else type(label)
}

/** Where an arrow leads from the key in focus; at the edge it stays. */
function moveFocus(key: string): void {
  const at = keys.findIndex((button) => button.matches(':focus'))
  const column = at % columns
  const to: Record<string, number> = {
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    ArrowLeft: column === 0 ? at : at - 1,
    ArrowRight: column === columns - 1 ? at : at + 1,
  }
  keys[at === -1 ? 0 : (to[key] ?? at)]?.focus()
}

for (const button of keys) button.addEventListener('click', () => press(button.textContent ?? ''))

addEventListener('keydown', (event) => {
  if (/^\d$/.test(event.key)) type(event.key)
  else if (event.key === 'Backspace') erase()
  else if (event.key.startsWith('Arrow')) moveFocus(event.key)
  else return
  event.preventDefault()
})

draw()
keys[0]?.focus()

// The QR code at the desk carries the digits behind the #, which never leaves this device.
const [, scanned = ''] = /^#(\d{6})$/.exec(location.hash) ?? []
if (scanned) {
  history.replaceState(null, '', location.pathname)
  typed = scanned
  draw()
  void pair()
}
