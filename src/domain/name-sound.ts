/**
 * How a word of a name sounds, coarser than its folded spelling: FITRI, PITRI and VITRI; SYAIFUL, SAEFUL and SAIPUL;
 * ROCHMAN and RAHMAN; HUSAIN and HUSEN; DENY and DENI. Only for finding what nothing nearer was found for. DWI and DEWI
 * sound different.
 */
export function soundOf(word: string): string {
  if (/^[IVX]+$/.test(word)) return word
  const sound = rules.reduce((heard, [letters, as]) => heard.replace(letters, as), word)
  return sound.length > 3 ? sound.replace(/H$/, '') : sound
}

const rules: readonly [RegExp, string][] = [
  [/CH?(?=[RL])/g, 'K'],
  [/PH|[FV]/g, 'P'],
  [/D[HLZ](?=[AEIOU])/g, 'D'],
  [/S[HJY]|TS|Z/g, 'S'],
  [/GH/g, 'G'],
  [/Q/g, 'K'],
  [/X/g, 'KS'],
  [/OE/g, 'U'],
  [/TJ/g, 'C'],
  [/DJ|J/g, 'Y'],
  [/[CK]H/g, 'H'],
  [/TH/g, 'T'],
  [/(\p{L})\1+/gu, '$1'],
  // A glide between a consonant and a vowel: MARIYAM, MARYAM, MARIAM; SUWARDI, SUARDI.
  [/(?<=[^AEIOUY])I?Y(?=[AEIOU])/g, 'I'],
  [/(?<=[^AEIOUW])U?W(?=[AEIOU])/g, 'U'],
  [/(?<=[^AEIOU])Y$/, 'I'],
  [/(?:[AO][EIY]|E[IY])(?![AEIOU])/g, 'E'],
  [/IE/g, 'I'],
  [/O/g, 'A'],
  [/(\p{L})\1+/gu, '$1'],
  [/D$/, 'T'],
  [/B$/, 'P'],
]
