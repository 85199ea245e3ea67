/** Line drawings on a field of 48; heads are circles, so that people read as people at three metres. */
const drawings = {
  ticket:
    'M6 16a2 2 0 0 1 2-2h32a2 2 0 0 1 2 2v4.5a3.5 3.5 0 0 0 0 7V32a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-4.500a3.5 3.5 0 0 0 0-7ZM30 14v3M30 22v4M30 31v3M13 21h10M13 27h7',
  heart:
    'M24 40 9.5 25.500a8.8 8.8 0 0 1 0-12.4 8.8 8.8 0 0 1 12.4 0L24 15.200l2.1-2.100a8.8 8.8 0 0 1 12.4 0 8.8 8.8 0 0 1 0 12.400Z',
  walk: 'M26 6.500a3.5 3.5 0 1 0 .01 0M25 15l-5 12 7 5 2 11M20 27l-2 8-5 8M25 15l6 8 6 2M24.5 16l-8 3-3 7',
  elder:
    'M21 5.500a4 4 0 1 0 .01 0M22 14c-4 1-6 6-5.5 13l5 4 1 13M16.5 27l-1 8-4.5 9M21 17l6 7 7 2M34 26v18M34 26c0-2.5 4-2.5 4 0',
  pregnant:
    'M22 5.500a4 4 0 1 0 .01 0M20 14c-3 4-3.5 10-3 16h4l1 14M23 14.500c3 2 3 4 3.5 6.5 4 1.5 6 4 5.5 7.500s-3.5 4-6.5 4L26 44M20 18l1 7 7 2',
  wheelchair:
    'M20 5a3.5 3.5 0 1 0 .01 0M20 13v13h11l5 11 4-1.500M20 18.500h9M15.5 22.500a11 11 0 1 0 14.5 14',
  child:
    'M17 6a4 4 0 1 0 .01 0M33 19a3 3 0 1 0 .01 0M12 44V30H9.500l2.5-12c.5-2.5 2-3.5 5-3.500s4.5 1 5.5 3.500l2 8 6 3M22 26v18M17 31v13M33 27c-2.5 0-3.5 1.5-3.5 4v5l1.5.500V44M33 27c2.5 0 3.5 1.5 3.5 4v5l-1.5.500V44',
  unwell: 'M6 38V12M6 32h36v6M42 32v-5a6 6 0 0 0-6-6H20v11M13 22.500a3.5 3.5 0 1 0 .01 0M28 6v8M24 10h8',
  nursing:
    'M24 4.500a4.5 4.5 0 1 0 .01 0M12 44l1.5-19c.4-6 4-9 10.5-9s10.1 3 10.5 9L36 44M17 28.500c4 4.5 10 4.5 14-.500M27.5 22a3 3 0 1 0 .01 0M17 28.5 20 37h12',
  speech:
    'M8 10h32a2 2 0 0 1 2 2v19a2 2 0 0 1-2 2H23l-9 8v-8H8a2 2 0 0 1-2-2V12a2 2 0 0 1 2-2ZM15 18h18M15 25h11',
  folder: 'M6 38V11a2 2 0 0 1 2-2h10l4 5h18a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2ZM17 27l5 5 9-10',
  newcomer: 'M20 6a7 7 0 1 0 .01 0M6 42v-4c0-7 5-11 14-11 4 0 7 .8 9.5 2.300M37 28v14M30 35h14',
  question: 'M24 5a19 19 0 1 0 .01 0M18 19a6 6 0 1 1 9.5 4.900C25 25.5 24 26.8 24 29.500M24 35v.2',
  card: 'M8 11h32a3 3 0 0 1 3 3v20a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V14a3 3 0 0 1 3-3ZM5 18h38M11 30h8M32 25v7M28.5 28.500h7',
  coins: 'M6 13h36v20H6ZM24 18.500a4.5 4.5 0 1 0 .01 0M12 23v.2M36 23v.2M10 38h28',
  more: 'M11 21a3 3 0 1 0 .01 0M24 21a3 3 0 1 0 .01 0M37 21a3 3 0 1 0 .01 0',
  back: 'M30 8 14 24l16 16',
  speaker: 'M7 18h7l10-8v28l-10-8H7ZM30 18c3 3.5 3 8.5 0 12M35 13c6 6.5 6 15.5 0 22',
  globe: 'M24 5a19 19 0 1 0 .01 0M5 24h38M24 5c-11 11-11 27 0 38M24 5c11 11 11 27 0 38',
  warning: 'M24 6 44 41H4ZM24 19v10M24 35v.2',
  unplugged: 'M4 24h8M12 14h7v20h-7ZM19 19h5M19 29h5M44 24h-7M37 14h-5a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h5Z',
} as const

export type IconName = keyof typeof drawings

/** Beside words, never instead of them. */
export function drawIcon(name: IconName): SVGElement {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  icon.setAttribute('viewBox', '0 0 48 48')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', drawings[name])
  icon.append(path)
  return icon
}
