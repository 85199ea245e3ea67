import type { MenuItemConstructorOptions } from 'electron'

/** Hidden until Alt is pressed; its keys always work. Without it Chromium's own menu would be there, in English. */
export const windowMenu: MenuItemConstructorOptions[] = [
  {
    label: 'Tampilan',
    submenu: [
      { role: 'reload', label: 'Muat ulang' },
      { type: 'separator' },
      { role: 'zoomIn', label: 'Perbesar' },
      { role: 'zoomOut', label: 'Perkecil' },
      { role: 'resetZoom', label: 'Ukuran biasa' },
      { type: 'separator' },
      { role: 'togglefullscreen', label: 'Layar penuh' },
    ],
  },
]

/** Closing the desk does not stop Loket: rooms and televisions go on. The tray is where it is opened again or stopped. */
export function trayMenu(deeds: { open: () => void; quit: () => void }): MenuItemConstructorOptions[] {
  return [
    { label: 'Buka meja pendaftaran', click: deeds.open },
    { type: 'separator' },
    { label: 'Matikan Loket', click: deeds.quit },
  ]
}
