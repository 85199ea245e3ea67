import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './display.css'
import { openDisplay } from './open-display.ts'

const display = openDisplay(new URLSearchParams(location.search).get('p') ?? '', document.body)

setInterval(display.tick, 1000)
addEventListener('resize', display.arrange)
void document.fonts.ready.then(display.arrange)
addEventListener('pointerdown', display.wake)
addEventListener('keydown', display.wake)
addEventListener('dblclick', toggleFullScreen)
addEventListener('keydown', ({ key }) => {
  if (key.toLowerCase() === 'f') toggleFullScreen()
})

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen()
}
