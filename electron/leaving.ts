import type { Dialog } from 'electron'
import type { Outstanding, Standing } from '#hub/shell-port'
import type { HubProcess } from './hub-process.ts'

type Leaving = {
  hub: Pick<HubProcess, 'standing' | 'send'>
  dialog: Pick<Dialog, 'showMessageBox'>
  /** Ends the program; the hub is stopped in good order, and a run that goes on with it. */
  quit: () => void
}

const first = 0
const last = 2

/**
 * What «Matikan Loket» does: offers to send what waits for the district, and never insists. Only a person at the tray is
 * asked; a computer that is shut down, or a service that is stopped, waits for nobody.
 */
export function createLeaving(leaving: Leaving): () => Promise<void> {
  let asking = false
  return async () => {
    // Whoever clicks again while the question stands means the same.
    if (asking) return
    asking = true
    try {
      if (await mayLeave(leaving)) leaving.quit()
    } finally {
      asking = false
    }
  }
}

async function mayLeave({ hub, dialog }: Leaving): Promise<boolean> {
  const standing = await hub.standing()
  // A hub that does not answer keeps nobody here: what waits is on disk.
  if (standing === null || (standing.waiting === 0 && !standing.running)) return true
  const { response } = await dialog.showMessageBox({ ...questionOf(standing), noLink: true })
  if (response === last) return false
  if (response === first) await sendWatched({ hub, dialog })
  return true
}

/** The box closes by itself when the run has ended; its one button ends the run. */
async function sendWatched({ hub, dialog }: Omit<Leaving, 'quit'>): Promise<void> {
  const ended = new AbortController()
  const sending = hub.send().finally(() => ended.abort())
  await dialog.showMessageBox({
    type: 'info',
    title: 'Loket',
    message: 'Mengirim ke dinas …',
    detail: 'Loket dimatikan setelah selesai. Bila dihentikan, sisanya dikirim lagi nanti.',
    buttons: ['Hentikan dan matikan'],
    cancelId: 0,
    noLink: true,
    signal: ended.signal,
  })
  if (!ended.signal.aborted) return
  const left = await sending
  if (left && left.waiting + left.held > 0) await dialog.showMessageBox(resultOf(left))
}

function questionOf({ waiting, running }: Standing) {
  return {
    type: 'question' as const,
    title: 'Loket',
    message: running ? 'Pengiriman ke dinas sedang berjalan.' : `${waiting} data belum dikirim ke dinas.`,
    detail: 'Tidak ada yang hilang bila Loket dimatikan sekarang: sisanya dikirim lagi nanti.',
    buttons: [
      running ? 'Tunggu selesai, lalu matikan' : 'Kirim, lalu matikan',
      running ? 'Hentikan dan matikan' : 'Matikan tanpa mengirim',
      'Batal',
    ],
    defaultId: first,
    cancelId: last,
  }
}

function resultOf({ waiting, held, sentence }: Outstanding) {
  const left = [
    waiting > 0 ? `${waiting} data masih menunggu dan dikirim lagi nanti.` : '',
    held > 0 ? `${held} data perlu diperbaiki; lihat Laporan pengiriman.` : '',
    'Tidak ada yang hilang.',
  ]
  return {
    type: 'info' as const,
    title: 'Loket',
    message: 'Belum semua terkirim.',
    detail: [sentence ?? '', ...left].filter(Boolean).join(' '),
    buttons: ['Matikan Loket'],
    noLink: true,
  }
}
