/** Which pages may give the shell which order: the preload offers a page no others, and the shell obeys no others. */
const givenBy = {
  'print-ticket': ['/desk/', '/kiosk/'],
  'open-display': ['/desk/'],
  'list-printers': ['/desk/'],
  'print-paper': ['/desk/'],
  'save-pdf': ['/desk/'],
}

export type Order = keyof typeof givenBy

export function mayGive(order: Order, pathname: string): boolean {
  return givenBy[order].includes(pathname)
}
