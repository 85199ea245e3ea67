import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { constants, gzipSync } from 'node:zlib'

/**
 * Writes resources/areas/areas.txt.gz from the Kemendagri lists in idn-area-data: one line an area, one leading
 * space a level below the province, only the last part of its code (`11 Aceh`, ` 01 Kabupaten Aceh Selatan`, …).
 * The same input gives the same bytes, so a diff of the resource is a diff of the data.
 */
const packageFile = createRequire(import.meta.url).resolve('idn-area-data/package.json')
const source = dirname(packageFile)
const target = join(import.meta.dirname, '..', 'resources', 'areas', 'areas.txt.gz')

const heading = `# Areas of Indonesia (province, regency, district, village), Kemendagri codes.
# Derived from ${nameAndVersion(packageFile)}, https://github.com/fityannugroho/idn-area-data
# Open Database License 1.0, https://opendatacommons.org/licenses/odbl/1-0/ (share alike)
`

function nameAndVersion(file: string): string {
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name: string; version: string }
  return `${name} ${version}`
}

/**
 * Code and name of each row; the name is the last column and the only one that may be quoted. A quotation mark or a
 * curly one inside a name stands for an apostrophe («Soka'an»).
 */
function readAreas(file: string): { code: string; name: string }[] {
  const [head = '', ...rows] = readFileSync(join(source, 'data', file), 'utf8')
    .trimEnd()
    .split(/\r?\n/)
  const columns = head.split(',').length
  return rows.map((row) => {
    const fields = row.split(',')
    const quoted = fields.slice(columns - 1).join(',')
    const name = quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted
    return { code: fields[0] ?? '', name: name.replace(/["’]/g, "'").replace(/\s+/g, ' ').trim() }
  })
}

const lists = ['provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv'].map(readAreas)
const lines = lists
  .flat()
  .sort((a, b) => (a.code < b.code ? -1 : 1))
  .map(({ code, name }) => {
    const parts = code.split('.')
    return `${' '.repeat(parts.length - 1)}${parts.at(-1)} ${name}`
  })

const packed = gzipSync(`${heading}${lines.join('\n')}\n`, { level: constants.Z_BEST_COMPRESSION })
// The gzip header names the operating system that packed it; "unknown" keeps the bytes equal everywhere.
packed[9] = 255
writeFileSync(target, packed)
process.stdout.write(`${lists.map((list) => list.length).join(' + ')} areas, ${packed.length} bytes\n`)
