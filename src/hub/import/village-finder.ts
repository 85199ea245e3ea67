import { countSlips, type FoundVillage, findVillage, foldVillage } from '#domain/import/read-village'
import type { Areas } from '#files/areas'

type Village = NonNullable<ReturnType<Areas['villageByCode']>>
export type VillageFinder = (village: string, district: string, regency: string) => FoundVillage | null

/**
 * Finds the village that three cells name: among the villages of the working area first, then those of its districts and
 * its regency, and elsewhere in the country only where the district is named too and the name is written exactly so.
 */
export function createVillageFinder(areas: Areas, working: readonly string[]): VillageFinder {
  const circles = circlesAround(areas, working)
  const known = new Map<string, FoundVillage | null>()

  function find(village: string, district: string, regency: string): FoundVillage | null {
    const byCode = villageOfCode(areas, village)
    if (byCode) return byCode
    const here = circles.map((circle) =>
      circle.filter((one) => isNamed(one.district, district) && isNamed(one.regency, regency)),
    )
    return (
      findVillage(village, here) ??
      (district === '' ? null : findElsewhere(areas, village, district, regency))
    )
  }

  // A file names the same few villages thousands of times.
  return (village, district, regency) => {
    const key = `${village}|${district}|${regency}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find(village, district, regency)
    known.set(key, found)
    return found
  }
}

function villageOfCode(areas: Areas, text: string): FoundVillage | null {
  const village = areas.villageByCode(text.replace(/\D/g, ''))
  return village && /^[\d. ]+$/.test(text) ? { code: village.code, name: village.name, certain: true } : null
}

function circlesAround(areas: Areas, working: readonly string[]): Village[][] {
  const own = working.flatMap((code) => areas.villageByCode(code) ?? [])
  const districts = new Set(working.map((code) => code.slice(0, 6)))
  const regencies = new Set(working.map((code) => code.slice(0, 4)))
  const names = new Set(own.map(({ regency, province }) => `${regency} ${province}`))
  const around = [...names]
    .flatMap((name) => areas.searchDistricts(name, { limit: 500 }))
    .map(({ code }) => code)
    .filter((code) => regencies.has(code.slice(0, 4)))
  const villagesOf = (codes: Iterable<string>) => [...codes].flatMap((code) => areas.villagesOfDistrict(code))
  return [own, villagesOf(districts), villagesOf(new Set(around))]
}

function findElsewhere(
  areas: Areas,
  village: string,
  district: string,
  regency: string,
): FoundVillage | null {
  const wanted = foldVillage(village)
  const found = areas
    .searchVillages([village, bare(district), bare(regency)].join(' '), { limit: 20 })
    .filter(
      (one) =>
        foldVillage(one.name) === wanted && isNamed(one.district, district) && isNamed(one.regency, regency),
    )
  const [only] = found
  return only && found.length === 1 ? { code: only.code, name: only.name, certain: true } : null
}

/** Nothing written means any; otherwise the same name, give or take a letter. */
function isNamed(name: string, written: string): boolean {
  const wanted = foldVillage(bare(written))
  return wanted === '' || countSlips(wanted, foldVillage(bare(name)), 1) <= 1
}

function bare(name: string): string {
  return name.replace(/^(kecamatan|kec|kabupaten|kab|kota|distrik)\b\.?\s*/i, '')
}
