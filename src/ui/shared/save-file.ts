/** A file that came from the server, saved where this browser saves its downloads. */
export function saveFile(file: Blob & { name?: string }, otherwise: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name ?? otherwise
  link.click()
  URL.revokeObjectURL(link.href)
}
