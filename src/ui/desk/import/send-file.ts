import { partBytes } from '#contract/hub/import'
import { api } from '#ui/shared/client.ts'

/** Hands a file to the hub part by part; how far it is comes back with the list of imports. */
export async function sendFile(file: File): Promise<string> {
  const { id } = await api.imports.begin.call({ fileName: file.name, size: file.size })
  for (let from = 0; from < file.size; from += partBytes) {
    const part = new File([file.slice(from, from + partBytes)], 'part')
    await api.imports.send.call({ id, from, part })
  }
  return id
}
