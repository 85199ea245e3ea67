/** A newborn goes by its mother's name until it has one of its own; twins by I and II (ilp.md §6). */
export type BabyName = { mother: string; order: number | null }

const babyLike =
  /^\s*(?:BAYI|BY)(?![\p{L}])[\s.]*(?:(?:NYONYA|NY|IBU)(?![\p{L}])[\s.]*)?(?!(?:NYONYA|NY|IBU)[\s.]*$)(.*\p{L}.*)$/iu
const orders = 'I II III IV V VI VII VIII IX'.split(' ')

/** Reads «By. Ny. SITI AMINAH II»; null for a name of somebody's own. */
export function readBabyName(name: string): BabyName | null {
  const mother = babyLike.exec(name)?.[1]?.trim()
  if (mother === undefined) return null
  const numbered = /^(.*\p{L}.*)\s(\p{L}+)$/u.exec(mother)
  const order = orders.indexOf(numbered?.[2]?.toUpperCase() ?? '') + 1
  return numbered?.[1] && order > 0 ? { mother: numbered[1].trim(), order } : { mother, order: null }
}

const babyWord = /(?<![\p{L}\p{N}])(?:BAYI|BY)(?![\p{L}\p{N}])/iu

/** «by ny ariani», «ny nyoman ariani bayi»: what is left of a search without the word for a baby; null where none is asked for. */
export function readBabySearch(text: string): string | null {
  return babyWord.test(text) ? text.replace(babyWord, ' ').trim() : null
}
