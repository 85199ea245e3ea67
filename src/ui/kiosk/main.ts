import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './kiosk.css'
import { openKiosk } from './open-kiosk.ts'

const kiosk = openKiosk(new URLSearchParams(location.search).get('p') ?? '', document.body)

setInterval(kiosk.tick, 1000)
addEventListener('pointerdown', kiosk.touch)
addEventListener('keydown', kiosk.touch)
// A long press on a public screen must not open the browser's menu.
addEventListener('contextmenu', (event) => event.preventDefault())
