import { expect, test } from 'vitest'
import { lifeStageWord } from '#domain/visit-words'

test.each([
  ['hamil', 'Ibu hamil'],
  ['nifas', 'Ibu nifas'],
  ['neonatus', 'Neonatus'],
  ['lansia', 'Lansia'],
  ['constructor', 'Tidak diketahui'],
])('the district calls the stage «%s» «%s»', (code, word) => {
  expect(lifeStageWord(code)).toBe(word)
})
