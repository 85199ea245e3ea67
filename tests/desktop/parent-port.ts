/** Preloaded into a forked Node process: gives it the `process.parentPort` that Electron's utilityProcess has. */
const parentPort = {
  on: (event: 'message', listener: (message: { data: unknown }) => void) =>
    process.on(event, (data) => listener({ data })),
  postMessage: (message: unknown) => process.send?.(message),
}

Object.assign(process, { parentPort })
