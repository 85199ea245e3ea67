import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Problem, problem, Refusal, sentenceOf } from '#domain/errors'
import { formatLongDate } from '#domain/local-date'
import { openAreas } from '#files/areas'
import { machine } from '#hub/system'
import { createDemo, type DemoSummary } from './demo.ts'

/** `npm run demo -- --data DIR [--patients N] [--days D] [--seed S]` */
const root = resolve(import.meta.dirname, '..', '..')

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      patients: { type: 'string', default: '30000' },
      days: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
    },
  })
  const whole = (name: 'patients' | 'days', most: number) => {
    const value = Number(values[name])
    if (Number.isInteger(value) && value >= 1 && value <= most) return value
    throw new Refusal(problem('arguments_invalid', { argument: `--${name}` }))
  }
  if (values.data === undefined) throw new Refusal(problem('arguments_invalid', { argument: '--data' }))
  return {
    folder: resolve(values.data),
    patients: whole('patients', 3_000_000),
    days: whole('days', 730),
    seed: values.seed,
  }
}

function summarize(demo: DemoSummary, folder: string, seconds: number): string {
  const number = new Intl.NumberFormat('id-ID')
  const accounts = demo.accounts.map(
    ({ username, password, name }) => `  ${username.padEnd(10)}${password.padEnd(28)}${name}`,
  )
  return `${demo.place.name} (${demo.place.code}) siap di ${folder}
${number.format(demo.patients)} pasien dan ${number.format(demo.visits)} kunjungan sampai ${formatLongDate(demo.today)}; \
hari ini ${demo.visitsToday} terdaftar, ${demo.waiting} belum selesai. Selesai dalam ${number.format(seconds)} detik.
Semua nama, nomor, dan kunjungan adalah rekaan.

  pengguna  kata sandi                  nama
${accounts.join('\n')}

Buka dengan: npm start -- --data ${folder}`
}

try {
  const { folder, ...wanted } = readArguments()
  const started = machine.now()
  console.log(`Menyiapkan ${new Intl.NumberFormat('id-ID').format(wanted.patients)} pasien rekaan …`)
  const demo = await createDemo({
    ...wanted,
    folder,
    now: started,
    areas: openAreas(join(root, 'resources')),
  })
  console.log(summarize(demo, folder, Math.round((machine.now() - started) / 1000)))
} catch (fault) {
  console.error(sentenceOf(problemOf(fault)))
  process.exitCode = 1
}

function problemOf(fault: unknown): Problem {
  if (fault instanceof Refusal) return fault.problems[0].problem
  const code = fault instanceof TypeError && 'code' in fault ? String(fault.code) : ''
  if (!code.startsWith('ERR_PARSE_ARGS')) throw fault
  return problem('arguments_invalid', { argument: /'(--[a-z]+)/.exec(String(fault))?.[1] ?? '' })
}
