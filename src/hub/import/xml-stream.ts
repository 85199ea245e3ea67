import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { Refusal, refuse } from '#domain/errors'

export type XmlHandlers = {
  open?: (name: string, attributes: Record<string, string>) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** No tag for so long: the text between two tags of a spreadsheet fits a cell many times over. */
const longestText = 4 * 1024 * 1024

/**
 * Reads XML as it is unpacked; hands on after every portion, so that what was collected can be taken. A document type is
 * refused: no spreadsheet has one, and its entities are how a small file fills a memory.
 */
export async function* streamXml(source: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false })
  let sinceTag = 0
  let fault: Error | null = null
  parser.on('error', (error) => {
    fault ??= error
  })
  parser.on('doctype', () => refuse('import_unsafe'))
  parser.on('opentag', ({ name, attributes }) => {
    sinceTag = 0
    handlers.open?.(localName(name), attributes as Record<string, string>)
  })
  parser.on('closetag', ({ name }) => {
    sinceTag = 0
    handlers.close?.(localName(name))
  })
  if (handlers.text) parser.on('text', handlers.text)
  const decoder = new TextDecoder()
  for await (const portion of source) {
    const text = decoder.decode(portion as Buffer, { stream: true })
    sinceTag += text.length
    parser.write(text)
    if (fault) throw fault
    if (sinceTag > longestText) refuse('import_unsafe')
    yield
  }
  parser.write(decoder.decode()).close()
  if (fault) throw fault
  yield
}

export async function readXml(source: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _portion of streamXml(source, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Whatever a parser says of a file that it cannot read, in the clerk's words. */
export function asDamaged(fault: unknown): never {
  if (fault instanceof Refusal) throw fault
  return refuse('import_damaged')
}
