import { hub } from '#hub/implement'
import { listWorkingArea } from '#hub/store/working-area'

export const area = {
  searchVillages: hub.area.searchVillages.handler(async ({ input, context }) => {
    const near = await listWorkingArea(context.store.db)
    const inside = new Set(near)
    const found = context.areas.searchVillages(input.text, { near, limit: 12 })
    return found.map((village) => ({ ...village, insideArea: inside.has(village.code) }))
  }),
  searchDistricts: hub.area.searchDistricts.handler(({ input, context }) =>
    context.areas.searchDistricts(input.text, { limit: 12 }),
  ),
  villagesOfDistrict: hub.area.villagesOfDistrict.handler(({ input, context }) =>
    context.areas.villagesOfDistrict(input.code),
  ),
}
