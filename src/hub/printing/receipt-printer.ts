import type { PrinterSettings } from '#contract/hub/settings'
import { type Problem, problem, Refusal } from '#domain/errors'
import { openDevicePort } from './device-port.ts'
import { openNetworkPort } from './network-port.ts'
import { deliver, type PrinterPort } from './printer-dialogue.ts'

export type PrintOutcome = { printed: true; problem: null } | { printed: false; problem: Problem | null }

type RealPrinter = Exclude<PrinterSettings, { kind: 'none' }>

/** How long to wait for each thing; `jobMs` for all of it, waiting for other tickets included. */
const patience = { connectMs: 3000, statusMs: 700, confirmMs: 3000, lingerMs: 1000, jobMs: 10_000 }

/** The last job of each printer. Printers belong to the machine: two tickets must never mix on one roll. */
const lastTurns = new Map<string, Promise<void>>()

/**
 * Prints a receipt as bytes; never rejects. No problem and not printed: there is no printer at the hub. Otherwise the
 * problem is one of `printer_*`. Printed means that the printer took it, and confirmed it where it can.
 */
export function printReceipt(
  printer: PrinterSettings,
  bytes: Uint8Array,
  limits = patience,
): Promise<PrintOutcome> {
  if (printer.kind === 'none') return Promise.resolve({ printed: false, problem: null })
  const { promise, resolve } = Promise.withResolvers<PrintOutcome>()
  const givenUp = AbortSignal.timeout(limits.jobMs)
  givenUp.addEventListener('abort', () => resolve(failure(problem('printer_failed'))))

  const name = printer.kind === 'network' ? `${printer.host}:${printer.port}` : printer.path
  const turn = (lastTurns.get(name) ?? Promise.resolve())
    .then(() => takeTurn(printer, bytes, limits, givenUp, resolve))
    .then(() => {
      if (lastTurns.get(name) === turn) lastTurns.delete(name)
    })
  lastTurns.set(name, turn)
  return promise
}

/** Reports before it closes: paper in the hand need not wait for the printer to hang up, the next ticket must. */
async function takeTurn(
  printer: RealPrinter,
  bytes: Uint8Array,
  limits: typeof patience,
  givenUp: AbortSignal,
  report: (outcome: PrintOutcome) => void,
): Promise<void> {
  if (givenUp.aborted) return
  let port: PrinterPort
  try {
    port = await openPort(printer, limits, givenUp)
  } catch (fault) {
    return report(
      failure(fault instanceof Refusal ? fault.problems[0].problem : problem('printer_unreachable')),
    )
  }
  try {
    const obstacle = await deliver(port, bytes, limits)
    report(obstacle ? failure(obstacle) : { printed: true, problem: null })
  } catch {
    report(failure(problem('printer_failed')))
  }
  await port.close()
}

function openPort(printer: RealPrinter, limits: typeof patience, givenUp: AbortSignal): Promise<PrinterPort> {
  return printer.kind === 'network'
    ? openNetworkPort(printer, limits, givenUp)
    : openDevicePort(printer.path, givenUp)
}

function failure(problem: Problem): PrintOutcome {
  return { printed: false, problem }
}
