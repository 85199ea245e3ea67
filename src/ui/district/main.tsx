import { ErrorBoundary } from '#ui/shared/ErrorBoundary.tsx'
import { openPage } from '#ui/shared/Page.tsx'
import { District } from './District.tsx'
import { createDistrictQueries } from './queries.ts'

openPage(
  <ErrorBoundary>
    <District />
  </ErrorBoundary>,
  createDistrictQueries(),
)
