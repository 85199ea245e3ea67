/** What the desktop shell and the hub say to each other over Electron's `process.parentPort`; absent under plain Node. */
export type ToHub =
  | { type: 'key'; key: string }
  | { type: 'stop' }
  | { type: 'new-code' }
  | { type: 'standing' }
  | { type: 'send' }
export type FromHub =
  | { type: 'ready'; url: string }
  | { type: 'code'; url: string }
  | { type: 'failed'; code: string; message: string }
  | { type: 'standing'; standing: Standing }
  | { type: 'sent'; left: Outstanding }

/** Records that a run could send now, and whether one goes on. */
export type Standing = { waiting: number; running: boolean }
/** What a run has left: to be sent later, to be mended first, and why it ended early, in a sentence. */
export type Outstanding = { waiting: number; held: number; sentence: string | null }

type ParentPort = {
  on: (event: 'message', listener: (message: { data: ToHub }) => void) => void
  postMessage: (message: FromHub) => void
}

type Served = {
  stop: () => void
  newDeskUrl: () => string
  standing: () => Promise<Standing>
  sendNow: () => Promise<Outstanding>
}

export type ShellPort = {
  /** The database key, which only the shell can unseal. */
  key: () => Promise<string>
  serve: (hub: Served) => void
  post: (message: FromHub) => void
}

export function fromShell(): ShellPort | null {
  const port = (process as typeof process & { parentPort?: ParentPort }).parentPort
  if (!port) return null
  const key = Promise.withResolvers<string>()
  let serving: Served | null = null
  port.on('message', ({ data }) => {
    if (data.type === 'key') key.resolve(data.key)
    if (data.type === 'stop') serving?.stop()
    if (data.type === 'standing')
      void serving?.standing().then((standing) => port.postMessage({ type: 'standing', standing }))
    if (data.type === 'send') void serving?.sendNow().then((left) => port.postMessage({ type: 'sent', left }))
    if (data.type === 'new-code' && serving) port.postMessage({ type: 'code', url: serving.newDeskUrl() })
  })
  return {
    key: () => key.promise,
    serve: (hub) => {
      serving = hub
    },
    post: (message) => port.postMessage(message),
  }
}
