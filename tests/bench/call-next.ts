import { refusalOf } from '../support/hub.ts'

/** The card that was called; null when nobody waits. Any other refusal fails the benchmark. */
export async function orNobody<Card>(call: Promise<Card>): Promise<Card | null> {
  try {
    return await call
  } catch {
    const [why] = await refusalOf(call)
    if (why?.code === 'queue_empty') return null
    throw new Error(why?.sentence)
  }
}
