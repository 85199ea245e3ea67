import type { Client } from '../support/hub.ts'

/** Ids of different people of a demo Puskesmas, found as a clerk finds them. */
export async function somePatients(api: Client, count: number): Promise<string[]> {
  const found = new Set<string>()
  for (const first of 'sabdmnrkhwyteijlpfgu') {
    for (const second of 'aieouhnrls') {
      if (found.size >= count) return [...found].slice(0, count)
      for (const { id, birth } of await api.patients.search({ text: first + second }))
        if (birth) found.add(id)
    }
  }
  return [...found]
}
