import { Worker } from 'node:worker_threads'
import type { RegisterRow } from '#contract/hub/day'
import type { LocalDate } from '#domain/local-date'

export type ReaderData = { file: string; keyHex: string; resources: string }

type Jobs = {
  register: { input: { day: LocalDate }; output: RegisterRow[] }
  registerFile: { input: { day: LocalDate }; output: Uint8Array<ArrayBuffer> }
  tables: { input: Record<never, never>; output: string[] }
  /** Whether one table and its indexes are whole; table by table, so that a stop need not wait for all. */
  quickCheck: { input: { table: string }; output: boolean }
  /** Folds the write-ahead log into the file without making anybody wait. */
  checkpoint: { input: Record<never, never>; output: undefined }
  /** The first audit row that does not follow from the one before it, or null. */
  brokenAudit: { input: Record<never, never>; output: number | null }
}
export type ReaderJob = { [K in keyof Jobs]: { kind: K } & Jobs[K]['input'] }[keyof Jobs]
/** `close` lets the worker end by itself: ending it inside a native call would abort the whole program. */
export type ToReader = { id: number; job: ReaderJob } | 'close'
export type ReaderReply = { id: number; result: unknown } | { id: number; fault: string }

export type Reader = {
  ask: <K extends keyof Jobs>(kind: K, input: Jobs[K]['input']) => Promise<Jobs[K]['output']>
  close: () => Promise<void>
}

/** Beside this module: `reader.ts` when run from source, `reader.js` when built. */
function workerFile(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'reader.ts' : 'reader.js'
  return new URL(`./${name}`, import.meta.url)
}

/** Starts the worker at the first question and again after it has died. */
export function createReader(data: ReaderData): Reader {
  let worker: Worker | null = null
  let nextId = 1
  let closing = false
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (fault: Error) => void }>()

  function failAll(fault: Error): void {
    worker = null
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }

  function start(): Worker {
    const started = new Worker(workerFile(), { workerData: data })
    started.on('message', (reply: ReaderReply) => {
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      // Only a question that is being answered keeps the program alive.
      if (waiting.size === 0 && !closing) started.unref()
      if ('fault' in reply) asked?.reject(new Error(reply.fault))
      else asked?.resolve(reply.result as never)
    })
    started.on('error', failAll)
    started.on('exit', () => failAll(new Error('the reader stopped')))
    return started
  }

  return {
    ask: (kind, input) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        worker.ref()
        const id = nextId
        nextId += 1
        waiting.set(id, { resolve: resolve as (value: never) => void, reject })
        worker.postMessage({ id, job: { kind, ...input } as ReaderJob } satisfies ToReader)
      }),
    close: () =>
      new Promise((resolve) => {
        closing = true
        if (!worker) return resolve()
        worker.ref()
        worker.once('exit', () => resolve())
        worker.postMessage('close' satisfies ToReader)
      }),
  }
}
