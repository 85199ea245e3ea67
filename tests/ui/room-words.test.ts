import { expect, test } from 'vitest'
import { saySigns } from '#ui/room/say.ts'
import { legOf } from './fixtures.ts'

test.each([
  ['Gawat darurat', ['karena tidak sadar: gawat darurat langsung ditolong'], 'Gawat darurat: tidak sadar'],
  [
    'Gawat darurat',
    ['karena sesak berat, kejang: langsung ditolong', 'didahulukan karena gawat darurat'],
    'Gawat darurat: sesak berat, kejang',
  ],
  ['Gawat darurat', [], 'Gawat darurat'],
  ['Lansia', ['karena usia 67 tahun: dilayani klaster 3'], null],
  [null, ['karena keperluan kontrol'], null],
])('the alarm for «%s» with %j is %j', (priority, reasons, words) => {
  expect(saySigns(legOf({ priority, reasons }))).toBe(words)
})
