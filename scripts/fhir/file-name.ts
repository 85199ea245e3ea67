/** `codesystem-klaster.json`, `structuredefinition-visit-day.json`. */
export function fileNameOf({
  resourceType,
  url = '',
}: {
  resourceType: string
  url?: string | undefined
}): string {
  return `${resourceType.toLowerCase()}-${url.split('/').at(-1)}.json`
}
