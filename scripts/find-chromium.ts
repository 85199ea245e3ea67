import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const programs = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
]
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** CHROMIUM_PATH, Playwright's own, or a Chromium, Chrome or Edge of this system. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH
  return [...(named ? [named] : []), chromium.executablePath(), ...installed()].find(existsSync) ?? null
}

function installed(): string[] {
  if (process.platform === 'darwin') return macPrograms
  if (process.platform === 'win32') {
    const { ProgramFiles, LOCALAPPDATA, 'ProgramFiles(x86)': ProgramFiles32 } = process.env
    const folders = [ProgramFiles, ProgramFiles32, LOCALAPPDATA].filter((folder) => folder !== undefined)
    return folders.flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  return commands.flatMap(onPath)
}

function onPath(command: string): string[] {
  return (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command))
}

/** As `findChromium`, but installs Debian's where it may; the tests never go without a browser. */
export function requireChromium(): string {
  const found = findChromium() ?? (mayInstall() ? installChromium() : null)
  if (found) return found
  throw new Error(
    'No Chromium here, and it could not be installed: install Chromium or Chrome, or set CHROMIUM_PATH to one.',
  )
}

function mayInstall(): boolean {
  return isRoot() && onPath('apt-get').some(existsSync)
}

function installChromium(): string | null {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['--quiet', ...args], { env, stdio: ['ignore', 2, 2] })
  }
  return findChromium()
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}
