import { refuse } from '#domain/errors'
import { hub } from './base.ts'
export const sync = {
  settings: hub.sync.settings.handler(() => ({ baseUrl: '', clientId: '', hasSecret: false })),
  saveSettings: hub.sync.saveSettings.handler(() => refuse('sync_not_configured')),
  status: hub.sync.status.handler(() => ({ configured: false, waiting: 0, lastRun: null })),
  start: hub.sync.start.handler(() => refuse('sync_not_configured')),
  report: hub.sync.report.handler(() => ({ run: null, heldBack: [] })),
}
