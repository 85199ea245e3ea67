export const searchBoxId = 'search-box'

export function focusSearch(): void {
  document.getElementById(searchBoxId)?.focus()
}
