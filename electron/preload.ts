import { contextBridge, ipcRenderer } from 'electron'
import type { Desktop, DesktopPapers } from '#contract/desktop'
import { mayGive, type Order } from './orders.ts'

const may = (order: Order) => mayGive(order, location.pathname)

const papers: DesktopPapers = {
  printers: () => ipcRenderer.invoke('list-printers'),
  print: (order) => ipcRenderer.invoke('print-paper', order),
  savePdf: (order) => ipcRenderer.invoke('save-pdf', order),
}

const desktop: Desktop = {
  printTicket: (paper) => ipcRenderer.invoke('print-ticket', paper),
  ...(may('open-display') && { openDisplay: (url: string) => ipcRenderer.invoke('open-display', url) }),
  ...(may('print-paper') && { papers }),
}

if (may('print-ticket')) contextBridge.exposeInMainWorld('desktop', desktop)
