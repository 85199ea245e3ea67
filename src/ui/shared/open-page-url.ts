/** Another page of Loket. The shell puts a display full screen on the other monitor; a browser opens a window. */
export function openPageUrl(url: string, surface: 'display' | 'room'): void {
  if (surface === 'display' && window.desktop) void window.desktop.openDisplay(url)
  else window.open(url, '_blank', 'popup,width=1280,height=800')
}
