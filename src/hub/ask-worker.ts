import { type ResourceLimits, Worker } from 'node:worker_threads'
import { type FieldProblem, Refusal } from '#domain/errors'

/** What a worker can be asked: by kind of job, what it is given and what it answers. */
export type JobTypes = Record<string, { input: object; output: unknown }>
export type JobOf<J extends JobTypes> = { [K in keyof J]: { kind: K } & J[K]['input'] }[keyof J]

/**
 * `cancel` ends a long answer that nobody waits for any more. `close` lets the worker end by itself: ending it inside a
 * native call would abort the whole program.
 */
export type ToWorker<J extends JobTypes> = { id: number; job: JobOf<J> } | { cancel: number } | 'close'
/** `tired`: the worker holds much that it no longer needs. `news` comes unasked, while something goes on. */
export type FromWorker =
  | { id: number; result: unknown; tired: boolean }
  | { id: number; refused: readonly FieldProblem[] }
  | { id: number; fault: string }
  | { news: unknown }

export type Askable<J extends JobTypes> = {
  ask: <K extends keyof J>(kind: K, input: J[K]['input'], signal?: AbortSignal) => Promise<J[K]['output']>
  close: () => Promise<void>
}

/** `name.ts` beside the module at `base` when run from source, `name.js` when built. */
export function workerFile(base: string, name: string): URL {
  return new URL(base.endsWith('.ts') ? `${name}.ts` : `./${name.split('/').at(-1)}.js`, base)
}

/** Starts the worker at the first question, again after it has died, and anew where one has grown tired. */
export function createAskable<J extends JobTypes>(
  file: URL,
  data: unknown,
  options: { limits?: ResourceLimits; onNews?: (news: unknown) => void } = {},
): Askable<J> {
  let worker: Worker | null = null
  let nextId = 1
  let closing = false
  const leaving = new Set<Promise<void>>()
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (fault: Error) => void }>()

  function failAll(fault: Error): void {
    worker = null
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
  }

  /** Its memory goes back to the machine; the next question finds a fresh one. */
  function letGo(old: Worker): Promise<void> {
    worker = null
    const left = new Promise<void>((resolve) => {
      old.ref()
      old.once('exit', () => {
        leaving.delete(left)
        resolve()
      })
      old.postMessage('close' satisfies ToWorker<J>)
    })
    leaving.add(left)
    return left
  }

  function hear(from: Worker, reply: FromWorker): void {
    if ('news' in reply) {
      options.onNews?.(reply.news)
      return
    }
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    // Only a question that is being answered keeps the program alive.
    if (waiting.size === 0 && !closing) {
      if ('tired' in reply && reply.tired) void letGo(from)
      else from.unref()
    }
    if ('fault' in reply) asked?.reject(new Error(reply.fault))
    else if ('refused' in reply) asked?.reject(asRefusal(reply.refused))
    else asked?.resolve(reply.result as never)
  }

  function start(): Worker {
    const started = new Worker(file, { workerData: data, resourceLimits: options.limits })
    started.on('message', (reply: FromWorker) => hear(started, reply))
    const failIfCurrent = (fault: Error) => worker === started && failAll(fault)
    started.on('error', failIfCurrent)
    started.on('exit', () => failIfCurrent(new Error('the worker stopped')))
    return started
  }

  return {
    ask: (kind, input, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        worker ??= start()
        worker.ref()
        const id = nextId
        nextId += 1
        waiting.set(id, { resolve: resolve as (value: never) => void, reject })
        worker.postMessage({ id, job: { kind, ...input } as JobOf<J> } satisfies ToWorker<J>)
        signal?.addEventListener('abort', () => worker?.postMessage({ cancel: id } satisfies ToWorker<J>))
      }),
    close: async () => {
      closing = true
      if (worker) void letGo(worker)
      await Promise.all(leaving)
      failAll(new Error('the worker stopped'))
    },
  }
}

function asRefusal(problems: readonly FieldProblem[]): Error {
  const [first, ...others] = problems
  return first ? new Refusal(first.problem, first.field, others) : new Error('refused without a reason')
}

/** What became of a job, as it travels back. */
export async function replyTo(
  id: number,
  work: () => Promise<unknown>,
  isTired: (result: unknown) => boolean = () => false,
): Promise<FromWorker> {
  try {
    const result = await work()
    return { id, result, tired: isTired(result) }
  } catch (fault) {
    if (fault instanceof Refusal) return { id, refused: fault.problems }
    return { id, fault: fault instanceof Error ? `${fault.name}: ${fault.stack}` : String(fault) }
  }
}
