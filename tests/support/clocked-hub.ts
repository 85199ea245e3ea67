import { createInterface } from 'node:readline'
import { startHub } from './hub.ts'

/**
 * The hub as a process of its own whose clock a browser test sets: `clocked-hub.ts FOLDER ISO [PORT [hasty]]`. A line on stdin
 * is a new moment; the answer is `set`. The first line on stdout is the ready line, as the product prints it.
 */
const [folder = '', at = '', port = '0', hasty = ''] = process.argv.slice(2)
const { hub, clock, logs } = await startHub({ folder, at, port: Number(port), hasty: hasty === 'hasty' })
process.stdout.write(`${JSON.stringify({ event: 'ready', url: hub.newDeskUrl() })}\n`)

// The test's end of the line goes with the test, whatever became of it; this program must not outlive it.
createInterface(process.stdin)
  .on('line', (moment) => {
    clock.set(moment)
    process.stdout.write('set\n')
  })
  .on('close', () => process.exit(1))
process.on('SIGTERM', async () => {
  await hub.close()
  process.stderr.write(logs.join(''))
  process.exit(0)
})
