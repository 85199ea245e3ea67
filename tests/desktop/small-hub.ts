import type { FromHub, ToHub } from '#hub/shell-port'

/** The hub's side of its talk with the shell, without a hub: run by `hub-process.test.ts` as a process of its own. */
const [manner, port = '4170'] = process.argv.slice(2)
let codes = 0

function freshUrl(): string {
  codes++
  return `http://127.0.0.1:${port}/open?code=${process.pid}-${codes}`
}

function say(message: FromHub, then = () => {}): void {
  process.send?.(message, then)
}

process.on('message', (message: ToHub) => {
  if (message.type === 'stop' && manner !== 'deaf') process.exit(0)
  if (message.type === 'new-code') say({ type: 'code', url: freshUrl() })
  if (message.type !== 'key') return
  if (manner === 'falls') process.exit(9)
  else if (manner !== 'refuses') say({ type: 'ready', url: freshUrl() })
  else say({ type: 'failed', code: 'key_wrong', message: 'Kunci tidak cocok.' }, () => process.exit(1))
})
