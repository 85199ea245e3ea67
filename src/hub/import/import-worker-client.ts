import { type Askable, createAskable, workerFile } from '#hub/ask-worker'
import type { ImportJobs, ImportNews, ImportWorkerData } from './jobs.ts'

/** A file that fills the worker's memory ends the worker and nothing else. */
const limits = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 }

export type ImportWorker = {
  ask: Askable<ImportJobs>['ask']
  /** Ends it, and gives back its memory; the next question starts another. */
  dismiss: () => Promise<void>
}

export function createImportWorker(
  data: ImportWorkerData,
  onProgress: (news: ImportNews) => void,
): ImportWorker {
  let worker: Askable<ImportJobs> | null = null
  return {
    ask: (kind, input) => {
      worker ??= createAskable<ImportJobs>(workerFile(import.meta.url, './import-worker'), data, {
        limits,
        onNews: (news) => onProgress(news as ImportNews),
      })
      return worker.ask(kind, input)
    },
    dismiss: async () => {
      const dismissed = worker
      worker = null
      await dismissed?.close()
    },
  }
}
