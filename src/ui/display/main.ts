import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './display.css'
import { followBoard } from './board-feed.ts'
import { createScreen } from './draw.ts'

/** The waiting room's television: one board, followed as long as the page stands. */
const page = new URLSearchParams(location.search).get('p') ?? ''
const screen = createScreen(document.body)
const askNow = followBoard(page, {
  onBoard: screen.showBoard,
  onRefusal: screen.showRefusal,
  onSilence: screen.showSilence,
})

// A new day empties the board although nothing has moved yet.
setInterval(() => {
  if (screen.tick()) askNow()
}, 1000)

addEventListener('resize', screen.arrange)
void document.fonts.ready.then(screen.arrange)
addEventListener('dblclick', toggleFullScreen)
addEventListener('keydown', ({ key }) => {
  if (key.toLowerCase() === 'f') toggleFullScreen()
})

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen()
}
