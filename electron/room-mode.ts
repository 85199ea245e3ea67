import type { App, Dialog, Session } from 'electron'
import { keep, pageToKeep, readKept } from './kept.ts'
import { meetAuthority, pinAuthority, type Verdict } from './pinning.ts'
import { guardContents, isHubPage } from './security.ts'
import { openFarPage, type Pace, type WindowClass } from './windows.ts'

/** What a room's computer keeps: whom it believes, and the page it was paired for. */
type Kept = { authority: string; page: string | null }

type RoomOptions = {
  /** `https://192.168.1.20:4782`, of the hub on the desk's computer. */
  address: string
  file: string
  app: App
  Window: WindowClass
  preload: string
  dialog: Dialog
  session: Session
  pace: Pace
  giveUp: (sentence: string) => void
}

/** The origin after `--room`; null for anything but https, which alone may carry identity. */
export function readAddress(text: string): string | null {
  if (!URL.canParse(text)) return null
  const { protocol, origin, username } = new URL(text)
  return protocol === 'https:' && username === '' ? origin : null
}

/** This computer without a hub and without a key: one window on the hub of the desk, and trust in that one only. */
export async function startRoom(options: RoomOptions): Promise<void> {
  const { address, file, app, Window, preload, session, pace, giveUp } = options
  const kept = readKept<Kept>(file) ?? (await askForTrust(options))
  if (!kept) return app.quit()
  const { hostname } = new URL(address)
  pinAuthority(session, { hostname, authority: kept.authority, now: pace.now }, (verdict) =>
    giveUp(refusalOf(verdict, address, file)),
  )
  app.on('web-contents-created', (_event, contents) => guardContents(contents, () => address))
  app.on('window-all-closed', () => app.quit())
  const room = openFarPage(Window, preload, `${address}${kept.page ?? '/pair/'}`, pace)
  room.webContents.on('did-navigate', (_event, url) => {
    if (isHubPage(url, address)) keepPage(file, { ...kept, page: pageToKeep(url, address) })
  })
  app.on('second-instance', () => room.show())
}

/** Without it a restart begins at the pairing page, which is no reason to end the app. */
function keepPage(file: string, kept: Kept): void {
  try {
    keep(file, kept)
  } catch {
    // The next page is tried again.
  }
}

async function askForTrust(options: RoomOptions): Promise<Kept | null> {
  const { address, file, dialog, pace } = options
  for (;;) {
    const met = await meetAuthority(address, pace.now())
    if (met === null || met === 'out-of-date') {
      if (!(await askToTryAgain(options, met))) return null
      continue
    }
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title: 'Loket',
      message: 'Cocokkan sidik sertifikat',
      detail:
        'Di meja pendaftaran, buka Layar dan perangkat › Jaringan. Lanjutkan hanya bila sidik di sana sama ' +
        `dengan ini:\n\n${met.fingerprint}`,
      buttons: ['Sama', 'Tidak sama'],
      defaultId: 1,
      cancelId: 1,
    })
    if (response !== 0) return null
    const kept = { authority: met.certificate, page: null }
    keep(file, kept)
    return kept
  }
}

async function askToTryAgain(
  { address, dialog, pace }: RoomOptions,
  obstacle: 'out-of-date' | null,
): Promise<boolean> {
  const today = new Date(pace.now()).toLocaleDateString('id-ID', { dateStyle: 'full' })
  const silent = {
    message: `Loket di ${address} belum menjawab`,
    detail: 'Nyalakan komputer meja pendaftaran, periksa kabel atau Wi-Fi, dan cocokkan alamatnya.',
  }
  const wrongDate = {
    message: 'Tanggal komputer ini tidak cocok',
    detail:
      `Menurut komputer ini sekarang ${today}. Bila itu salah, betulkan tanggalnya. ` +
      'Bila itu benar, betulkan tanggal komputer meja pendaftaran.',
  }
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'Loket',
    ...(obstacle === null ? silent : wrongDate),
    buttons: ['Coba lagi', 'Tutup'],
    cancelId: 1,
  })
  return response === 0
}

function refusalOf(verdict: Exclude<Verdict, 'ok'>, address: string, file: string): string {
  switch (verdict) {
    case 'stranger':
      return (
        `Yang menjawab di ${address} bukan Loket yang dikenal komputer ini. Tanyakan kepada petugas pendaftaran. ` +
        `Bila komputer meja pendaftaran memang diganti, hapus berkas ${file}, lalu buka Loket lagi dan cocokkan sidiknya.`
      )
    case 'other-name':
      return `Alamat ${address} bukan alamat Loket ini. Pakai alamat yang tampil di meja pendaftaran.`
    case 'out-of-date':
      return 'Tanggal atau jam komputer ini tidak cocok dengan komputer meja pendaftaran. Betulkan, lalu buka Loket lagi.'
  }
}
