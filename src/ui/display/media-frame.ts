import type { Board } from '#contract/hub/display'
import { make } from '../shared/elements.ts'

type Media = Board['media']
type Medium = Media[number]

const PICTURE_MS = 12_000
/** When nothing can be shown, the folder may be mended by then. */
const TRY_AGAIN_MS = 60_000
/** A film whose picture has stood still that long will not go on. */
const STUCK_MS = 20_000
const FADE_MS = 600
const RAMP_STEP_MS = 40
const RAMP_STEP = 0.05
/** What a film keeps of its loudness while somebody is called. */
const DUCKED = 0.08

export type MediaFrame = {
  show: (media: Media) => void
  /** How loud films are, 0 to 1; 0 for a screen that is not to be heard. */
  setVolume: (volume: number) => void
  duck: (speaking: boolean) => void
}

/** Pictures and films one after the other. What cannot be shown is skipped; `onPresence` when the first one stands, or none. */
export function createMediaFrame(frame: HTMLElement, onPresence: () => void): MediaFrame {
  let media: Media = []
  let place = -1
  let turn = 0
  let failures = 0
  let next: ReturnType<typeof setTimeout> | undefined
  let film: HTMLVideoElement | null = null
  let volume = 0
  let ducked = false
  let ramp: ReturnType<typeof setInterval> | undefined

  function show(wanted: Media): void {
    if (wanted.map(({ url }) => url).join('\n') === media.map(({ url }) => url).join('\n')) return
    media = wanted
    place = -1
    failures = 0
    if (media.length > 0) step()
    else stop()
  }

  function stop(): void {
    turn += 1
    clearTimeout(next)
    film = null
    for (const one of [...frame.children]) release(one)
    onPresence()
  }

  function step(): void {
    clearTimeout(next)
    place = (place + 1) % media.length
    const medium = media[place]
    if (medium) begin(medium)
  }

  function begin(medium: Medium): void {
    turn += 1
    const mine = turn
    // Whatever of an earlier one still reports success or failure speaks of the past.
    const isPast = () => mine !== turn
    const element = medium.kind === 'image' ? makePicture(medium) : makeFilm(medium)
    element.onerror = () => isPast() || fail(element)
    const stand = () => {
      if (isPast() || element.parentElement) return
      failures = 0
      put(element)
      if (element instanceof HTMLImageElement) rest()
    }
    if (element instanceof HTMLVideoElement) {
      element.oncanplay = stand
      element.onended = () => isPast() || step()
      element.ontimeupdate = () => isPast() || watch(element)
      watch(element)
    } else element.onload = stand
  }

  /** A single picture simply stays. */
  function rest(): void {
    if (media.length > 1) next = setTimeout(step, PICTURE_MS)
  }

  function watch(element: HTMLElement): void {
    clearTimeout(next)
    next = setTimeout(() => fail(element), STUCK_MS)
  }

  /** What stands there stays while the others fail: the hub may be away for a moment. */
  function fail(element: HTMLElement): void {
    failures += 1
    if (element instanceof HTMLVideoElement && element === film && element.parentElement) film.pause()
    else release(element)
    clearTimeout(next)
    next = setTimeout(step, failures < media.length ? 0 : TRY_AGAIN_MS)
  }

  function put(element: HTMLImageElement | HTMLVideoElement): void {
    const before = [...frame.children]
    const first = before.length === 0
    film = element instanceof HTMLVideoElement ? element : null
    frame.append(element)
    if (film) play(film)
    if (first) onPresence()
    setTimeout(() => before.forEach(release), FADE_MS)
  }

  function play(element: HTMLVideoElement): void {
    element.volume = targetVolume()
    element.muted = volume === 0
    // A browser that wants a touch first lets it run without sound.
    element.play().catch(() => {
      // Taken away before it began.
      if (element !== film) return
      element.muted = true
      element.play().catch(() => element === film && fail(element))
    })
  }

  function setVolume(wanted: number): void {
    if (wanted === volume) return
    volume = wanted
    if (film) film.muted = volume === 0
    glide()
  }

  function duck(speaking: boolean): void {
    ducked = speaking
    glide()
  }

  function targetVolume(): number {
    return ducked ? volume * DUCKED : volume
  }

  function glide(): void {
    clearInterval(ramp)
    if (!film) return
    ramp = setInterval(() => {
      const gap = targetVolume() - (film?.volume ?? targetVolume())
      if (film) film.volume += Math.max(-RAMP_STEP, Math.min(RAMP_STEP, gap))
      if (Math.abs(gap) <= RAMP_STEP) clearInterval(ramp)
    }, RAMP_STEP_MS)
  }

  return { show, setVolume, duck }
}

function makePicture({ url }: Medium): HTMLImageElement {
  const picture = make('img', 'medium') as HTMLImageElement
  picture.alt = ''
  picture.decoding = 'async'
  picture.src = url
  return picture
}

function makeFilm({ url }: Medium): HTMLVideoElement {
  const film = make('video', 'medium') as HTMLVideoElement
  film.playsInline = true
  film.preload = 'auto'
  film.muted = true
  film.src = url
  return film
}

/** A television has few decoders, and keeps one busy for every film that was only taken out of the page. */
function release(element: Element): void {
  element.remove()
  if (!(element instanceof HTMLVideoElement)) return
  element.pause()
  element.removeAttribute('src')
  element.load()
}
