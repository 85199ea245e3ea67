import type { Surface } from '#contract/access'

/** Another page of Loket. The shell puts a display or kiosk full screen on the other monitor; a browser opens a window. */
export function openPageUrl(url: string, surface: Surface): void {
  const openDisplay = window.desktop?.openDisplay
  if (surface !== 'room' && openDisplay) void openDisplay(url)
  else window.open(url, '_blank', 'popup,width=1280,height=800')
}
