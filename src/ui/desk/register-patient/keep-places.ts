import { type DuplicateLevel, duplicateLevels } from '#domain/duplicate'

/**
 * Who was shown before keeps the place before newcomers. Only the level goes before that: the first is whom the key
 * opens, so whoever is almost certainly the one must stand there.
 */
export function keepPlaces<D extends { id: string; level: DuplicateLevel }>(
  found: readonly D[],
  shownBefore: readonly string[],
): D[] {
  const placeOf = ({ id }: D) => {
    const place = shownBefore.indexOf(id)
    return place === -1 ? shownBefore.length : place
  }
  const rankOf = ({ level }: D) => duplicateLevels.indexOf(level)
  return found.toSorted((a, b) => rankOf(a) - rankOf(b) || placeOf(a) - placeOf(b))
}
