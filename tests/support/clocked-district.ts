import { createInterface } from 'node:readline'
import { openDistrict } from '#district/district'
import { machine } from '#district/system'
import { root } from '../../scripts/run-tool.ts'
import { createClock } from './hub.ts'

/** The district's program with a clock that a browser test sets: `clocked-district.ts FOLDER ISO [PORT]`, as clocked-hub.ts. */
const [folder = '', at = '', port = '0'] = process.argv.slice(2)
const clock = createClock(at)
const district = await openDistrict({
  place: { folder },
  port: Number(port),
  publicOrigin: null,
  pages: `${root}/out/renderer`,
  logTo: process.stderr,
  system: { ...machine, now: () => new Date(clock.now()) },
})
process.stdout.write(`${JSON.stringify({ event: 'ready', url: district.url })}\n`)

createInterface(process.stdin)
  .on('line', (moment) => {
    clock.set(moment)
    process.stdout.write('set\n')
  })
  .on('close', () => process.exit(1))
process.on('SIGTERM', async () => {
  await district.close()
  process.exit(0)
})
