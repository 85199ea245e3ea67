import { contextBridge, ipcRenderer } from 'electron'
import type { Desktop } from '#contract/desktop'

const desktop: Desktop = {
  printTicket: (paper) => ipcRenderer.invoke('print-ticket', paper),
  openDisplay: (url) => ipcRenderer.invoke('open-display', url),
}

contextBridge.exposeInMainWorld('desktop', desktop)
