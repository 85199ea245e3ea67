import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { root } from './run-tool.ts'

export type Count = {
  passed: number
  /** Who failed and in which words: `tests/hub/merges.test.ts › undone within the day: expected 2 to be 3`. */
  failures: string[]
  skipped: number
}

type VitestReport = {
  numPassedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[]
  }[]
}

type PlaywrightSuite = {
  suites?: PlaywrightSuite[]
  specs: {
    title: string
    file: string
    tests: { status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

type PlaywrightReport = {
  stats: { expected: number; skipped: number }
  suites: PlaywrightSuite[]
  errors: { message?: string }[]
}

/** Reads what a runner itself wrote. A runner that left no report counted nothing. */
export function countTests(reportFile: string): Count {
  if (!existsSync(reportFile)) return { passed: 0, failures: [], skipped: 0 }
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport | PlaywrightReport
  return 'stats' in report ? countPlaywright(report) : countVitest(report)
}

/** A file that could not even be loaded has no tests in the report, and is one failure. */
function countVitest(report: VitestReport): Count {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    if (status === 'failed' && assertionResults.length === 0) return [sayOf(file, message)]
    return assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => sayOf(`${file} › ${test.fullName}`, test.failureMessages[0]))
  })
  return { passed: report.numPassedTests, failures, skipped: report.numPendingTests + report.numTodoTests }
}

/** A test that passes only when repeated is not a pass. */
function countPlaywright({ stats, suites, errors }: PlaywrightReport): Count {
  const failures = suites
    .flatMap(specsOf)
    .flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) =>
          sayOf(`${file} › ${title}`, results.find(({ error }) => error)?.error?.message),
        ),
    )
  const outside = errors.map(({ message }) => sayOf('browser', message))
  return { passed: stats.expected, failures: [...failures, ...outside], skipped: stats.skipped }
}

function specsOf({ suites = [], specs }: PlaywrightSuite): PlaywrightSuite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)]
}

function sayOf(who: string, message = ''): string {
  return `${who}: ${stripVTControlCharacters(message).split('\n', 1)[0]}`
}
