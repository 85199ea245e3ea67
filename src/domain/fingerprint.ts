/**
 * A SHA-256 fingerprint as people compare it by eye: its first 128 bits in groups of four, `3F0A 91C2 …`. Another
 * certificate with the same ones cannot be made. `sha256` is hexadecimal, with or without colons.
 */
export function fingerprintGroups(sha256: string): string {
  const digits = sha256.replaceAll(':', '').toUpperCase().slice(0, 32)
  return digits.match(/.{4}/g)?.join(' ') ?? ''
}
