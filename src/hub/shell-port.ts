/** What the desktop shell and the hub say to each other over Electron's `process.parentPort`; absent under plain Node. */
export type ToHub = { type: 'key'; key: string } | { type: 'stop' } | { type: 'new-code' }
export type FromHub =
  | { type: 'ready'; url: string }
  | { type: 'code'; url: string }
  | { type: 'failed'; code: string; message: string }

type ParentPort = {
  on: (event: 'message', listener: (message: { data: ToHub }) => void) => void
  postMessage: (message: FromHub) => void
}

export type ShellPort = {
  /** The database key, which only the shell can unseal. */
  key: () => Promise<string>
  serve: (hub: { stop: () => void; newDeskUrl: () => string }) => void
  post: (message: FromHub) => void
}

export function fromShell(): ShellPort | null {
  const port = (process as typeof process & { parentPort?: ParentPort }).parentPort
  if (!port) return null
  const key = Promise.withResolvers<string>()
  let serving: Parameters<ShellPort['serve']>[0] | null = null
  port.on('message', ({ data }) => {
    if (data.type === 'key') key.resolve(data.key)
    if (data.type === 'stop') serving?.stop()
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
