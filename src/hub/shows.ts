import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { Board } from '#contract/hub/display'
import { sendText } from './screens.ts'
import { sendFile } from './send-file.ts'

/** What displays show and say beside numbers: the Puskesmas' own pictures and films, and the clips of the voice. */
export type Shows = {
  /** In the order of their names; empty where there is no folder. */
  listMedia: () => Promise<Board['media']>
  /** Serves `/media/<name>` and `/voice/<name>.wav`; resolves false for everything else. */
  serve: (request: IncomingMessage, response: ServerResponse, pathname: string) => Promise<boolean>
}

const mediaTypes = new Map([
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.webp', 'image/webp'],
  ['.mp4', 'video/mp4'],
  ['.webm', 'video/webm'],
])

/** A recording by a person in the data folder stands before the clip that Loket brings. */
export function createShows({ data, resources }: { data: string; resources: string }): Shows {
  const clips = [join(data, 'voice'), join(resources, 'voice')]
  const media = join(data, 'media')

  return {
    listMedia: async () => {
      const names = await readdir(media).catch(() => [])
      return names
        .filter((name) => isPlain(name) && mediaTypes.has(typeKeyOf(name)))
        .sort((a, b) => a.localeCompare(b, 'id', { numeric: true }))
        .map((name) => ({
          url: `/media/${encodeURIComponent(name)}`,
          kind: mediaTypes.get(typeKeyOf(name))?.startsWith('video') ? 'video' : 'image',
        }))
    },

    serve: async (request, response, pathname) => {
      const [, folder, written] = /^\/(media|voice)\/([^/]+)$/.exec(pathname) ?? []
      if (folder === undefined || written === undefined) return false
      const name = decode(written)
      const type = folder === 'voice' ? voiceType(name) : mediaTypes.get(typeKeyOf(name))
      if (type !== undefined && isPlain(name)) {
        for (const place of folder === 'voice' ? clips : [media]) {
          if (await sendFile(request, response, join(place, name), type)) return true
        }
      }
      sendText(response, 404, 'Tidak ada.')
      return true
    },
  }
}

function voiceType(name: string): string | undefined {
  return /^[a-z0-9-]+\.wav$/.test(name) ? 'audio/wav' : undefined
}

function typeKeyOf(name: string): string {
  return extname(name).toLowerCase()
}

/** One name within the folder: no path, no hidden file. */
function isPlain(name: string): boolean {
  return !name.startsWith('.') && !/[/\\:\0]/.test(name)
}

function decode(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return ''
  }
}
