import type { WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { printTicket, readPaper, ticketOptions } from '../../electron/printing.ts'

type Page = Pick<WebContents, 'getPrintersAsync' | 'print'>

const printer = { name: 'thermal', displayName: 'Thermal', description: '', options: {} }

describe('ticket printing', () => {
  test.each([
    [
      { widthMm: 58, heightMm: 90 },
      { width: 58_000, height: 90_000 },
    ],
    [
      { widthMm: 80, heightMm: 121.25 },
      { width: 80_000, height: 121_250 },
    ],
    [
      { widthMm: 80, heightMm: 60 },
      { width: 80_000, height: 80_000 },
    ],
  ] as const)('%o becomes a page of %o µm, never wider than long', (paper, pageSize) => {
    expect(ticketOptions({ ...paper, printer: null })).toMatchObject({
      silent: true,
      margins: { marginType: 'none' },
      pageSize,
    })
  })

  test.each([
    [
      { widthMm: 80, heightMm: 100, printer: null },
      { widthMm: 80, heightMm: 100, printer: null },
    ],
    [
      { widthMm: 80, heightMm: 100, printer: 'thermal', silent: false },
      { widthMm: 80, heightMm: 100, printer: 'thermal' },
    ],
    [{ widthMm: 80, heightMm: 100 }, null],
    [{ widthMm: 80, heightMm: 100, printer: 3 }, null],
    [{ widthMm: 210, heightMm: 100, printer: null }, null],
    [{ widthMm: 58, heightMm: Number.NaN, printer: null }, null],
    [{ widthMm: 58, heightMm: 10_000, printer: null }, null],
    [{ widthMm: 58, heightMm: '100', printer: null }, null],
    ['80', null],
    [null, null],
  ])('what comes from a page is read strictly: %o', (value, paper) => {
    expect(readPaper(value)).toEqual(paper)
  })

  test('without a printer the desk is told so, and nothing is sent', async () => {
    const page: Page = {
      getPrintersAsync: async () => [],
      print: () => {
        throw new Error('printed')
      },
    }
    const outcome = await printTicket(page, { widthMm: 58, heightMm: 90, printer: null })
    expect(outcome).toEqual({ printed: false, problem: 'no-printer' })
  })

  test.each([
    [true, { printed: true }],
    [false, { printed: false, problem: 'refused' }],
  ])('the printer answers %s, and the desk learns it', async (success, outcome) => {
    const page: Page = {
      getPrintersAsync: async () => [printer],
      print: (_options, done) => done?.(success, success ? '' : 'failed'),
    }
    expect(await printTicket(page, { widthMm: 80, heightMm: 90, printer: 'thermal' })).toEqual(outcome)
  })

  test('the chosen printer gets it; one that is gone is no printer, not another one', async () => {
    const asked: unknown[] = []
    const page: Page = {
      getPrintersAsync: async () => [printer],
      print: (options, done) => {
        asked.push(options?.deviceName)
        done?.(true, '')
      },
    }
    const paper = { widthMm: 58, heightMm: 90 } as const
    await printTicket(page, { ...paper, printer: 'thermal' })
    expect(await printTicket(page, { ...paper, printer: 'gudang' })).toEqual({
      printed: false,
      problem: 'no-printer',
    })
    expect(asked).toEqual(['thermal'])
  })
})
