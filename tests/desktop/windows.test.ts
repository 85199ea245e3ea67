import { expect, test } from 'vitest'
import { chooseMonitor } from '../../electron/windows.ts'

const [desk, hall, corridor] = [{ id: 1 }, { id: 2 }, { id: 3 }] as const

test.each([
  ['one monitor: a display is a plain window', [desk], 0, null],
  ['two monitors: a display takes the one without the desk', [desk, hall], 0, hall],
  ['the second display shares it, because the desk keeps its own', [desk, hall], 1, hall],
  ['three monitors: displays take turns', [desk, hall, corridor], 1, corridor],
  ['the order of the monitors does not matter', [corridor, desk], 0, corridor],
])('%s', (_title, monitors, open, chosen) => {
  expect(chooseMonitor(monitors, desk.id, open)).toBe(chosen)
})
