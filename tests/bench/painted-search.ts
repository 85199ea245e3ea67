import type { Page } from '@playwright/test'
import { demoFolder } from './data.ts'
import { openDeskInBrowser } from './desk-browser.ts'

/** Names as clerks begin them, each key a search of its own. */
const typed = [
  'sari',
  'budi',
  'ahmad',
  'wayan',
  'nur a',
  'dewi 19',
  'siti ra',
  'putra',
  'kurnia',
  'yusuf',
  'rahma',
  'ketut',
]

declare global {
  interface Window {
    paintedAfter: number[]
  }
}

/** Milliseconds from each key press to the list as painted, in a real Chromium, typing as people do: a key in 150 ms. */
export async function paintedSearch(patients: number, note: (sentence: string) => void): Promise<number[]> {
  const { desk, close } = await openDeskInBrowser(await demoFolder(patients, note))
  const typist = await openTypist(desk)
  await typist.type()
  const samples = await typist.samples()
  await close()
  return samples
}

/** Types every name once at an open desk; `samples` gives what was measured since it was last asked. */
export async function openTypist(desk: Page) {
  await watchList(desk)
  const box = desk.getByRole('combobox', { name: 'Cari pasien' })
  return {
    async type(): Promise<void> {
      for (const text of typed) {
        await box.fill('')
        await box.pressSequentially(text, { delay: 150 })
      }
    },
    samples: () => desk.evaluate(() => window.paintedAfter.splice(0)),
  }
}

/** Notes the time of a key, and that of the frame after the list has changed because of it. */
async function watchList(desk: Page): Promise<void> {
  await desk.evaluate(() => {
    window.paintedAfter = []
    let pressed: number | null = null
    document.addEventListener(
      'keydown',
      () => {
        pressed = performance.now()
      },
      true,
    )
    const list = document.querySelector('#hits')
    if (!list) throw new Error('no list')
    new MutationObserver((changes) => {
      const onlyOwnText = changes.every(({ target }) =>
        (target.parentElement ?? (target as Element)).closest('button:last-child'),
      )
      const since = pressed
      if (since === null || onlyOwnText) return
      pressed = null
      requestAnimationFrame(() => setTimeout(() => window.paintedAfter.push(performance.now() - since)))
    }).observe(list, { childList: true, subtree: true, characterData: true })
  })
}
