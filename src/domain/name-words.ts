/** Upper-case words of a name without accents, apostrophes, dots and degrees; titles such as «Hj.» are still among them. */
export function nameWords(text: string): string[] {
  const [name = '', ...behind] = plain(text).split(',')
  const afterComma = behind.join(' ').replace(/(?<=\b[SMA])\.\s+(?=\p{L})/gu, '.')
  return [
    ...split(name, isDegree),
    ...split(afterComma, isDegreeBehindComma).filter((word) => !behindComma.has(word)),
  ]
}

/** What is said with a name but is not part of it: «H.», «By. Ny.», «bin», «SKM». */
export function isTitle(word: string): boolean {
  return titles.has(word)
}

/** The words that are the name itself; a name of titles alone keeps them. */
export function withoutTitles(words: readonly string[]): string[] {
  const meant = words.filter((word) => !isTitle(word))
  return meant.length > 0 ? meant : [...words]
}

const forms =
  'BY BAYI NY NYONYA TN TUAN NN AN SDR SDRI BPK BAPAK IBU H HI HJ HAJI HAJJAH KH DR DRG DRH DRS DRA IR PROF ALM ALMH BIN BINTI BINTE BTE BT'
const plainDegrees =
  'SPD SPDI SKM SKEP SFARM SGZ SKOM SSOS SAG SPSI AMD AMDKEB AMDKEP AMDGZ AMKEB AMKEP MKES MPD'
/** Degrees only where a comma or their dots say so: ST. before a name is Siti, SIP and MA are names of their own. */
const otherDegrees =
  'SE SH ST SPDSD SPDAUD SPDPAUD AMAPD SST SIP SSI SHUT SHI SEI SPT SKED SKEB SKH STH MM MSI MAG MPSI MHUM LC PHD NERS NS APT AMA AMAK SKEPNS SKEPNERS STRKEB STRKEP STRGZ MKEB MKEP SPOG SPPD SPA SPB'
const titles = new Set([...forms.split(' '), ...plainDegrees.split(' ')])
const degrees = new Set([...plainDegrees.split(' '), ...otherDegrees.split(' ')])
/** Before a comma these are initials, as in M.T. Haryono, or a name. */
const behindComma = new Set([
  ...degrees,
  ...'MA SP MT MH MPH MAP MPDI MEPID MFARM MKED MKOM MBIOMED MKM MARS MTI MTPD MHKES MSC MENG'.split(' '),
])
/** A bachelor's or a diploma, with whatever follows it: S.Tr.Kes, S.Pd.I, A.Md.Kom; but neither S.HADI nor A.BASO. */
const anyDegree =
  /^(?:S\.(?:PD|TR|E|H|T|I|KOM|SI|SOS|AG|KEP|KEB|KM|KED|KG|KH|FARM|GZ|AK|AP|IP|P|PT|PI|HUT|PSI|STAT|IK|IKOM|SN|SY|TH|FIL|HUM|ARS|ST|MB|AB|SS)|A\.MD|AMD)(?:\.\p{L}{1,5})*\.?$/u

function plain(text: string): string {
  return text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKD')
    .toUpperCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
}

function split(text: string, isDegree: (word: string) => boolean): string[] {
  return text
    .replace(/['’‘`ʼ]/g, '')
    .split(/[^\p{L}\p{N}.]+/u)
    .flatMap((word) => (isDegree(word) ? [] : word.split('.')))
    .filter((word) => word !== '')
}

/** «S.Pd.» and «S.T.», but neither «M.YUSUF» nor «ST.». */
function isDegree(word: string): boolean {
  return isDotted(word) && degrees.has(word.replaceAll('.', ''))
}

function isDegreeBehindComma(word: string): boolean {
  return anyDegree.test(word) || (isDotted(word) && behindComma.has(word.replaceAll('.', '')))
}

function isDotted(word: string): boolean {
  return /\p{L}\..*\p{L}/u.test(word)
}
