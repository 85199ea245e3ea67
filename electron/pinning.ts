import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Session } from 'electron'
import { fingerprintGroups } from '#domain/fingerprint'

/** Why the certificate of an address is not believed; `ok` when it is. */
export type Verdict = 'ok' | 'stranger' | 'other-name' | 'out-of-date'

/** An authority and how people compare it with what the desk shows. */
export type Authority = { certificate: string; fingerprint: string }

const patienceMs = 10_000

/**
 * Is `shown` the certificate of `hostname`, issued by the pinned authority? All PEM; `now` in milliseconds. Chromium's own
 * verdict is no help: to it every authority of a Puskesmas is unknown, and that hides whatever else is wrong.
 */
export function judge(shown: string, hostname: string, pinned: string, now: number): Verdict {
  const leaf = new X509Certificate(shown)
  const authority = new X509Certificate(pinned)
  if (!leaf.checkIssued(authority) || !leaf.verify(authority.publicKey)) return 'stranger'
  const named = isIP(hostname) ? leaf.checkIP(hostname) : leaf.checkHost(hostname)
  if (named === undefined) return 'other-name'
  return now < leaf.validFromDate.getTime() || now > leaf.validToDate.getTime() ? 'out-of-date' : 'ok'
}

/**
 * From now on the session believes the pinned authority for this host, and nobody for any other. To be set before the
 * first request, and answered at once: Chromium remembers verdicts, and takes a late one for a refusal (electron#47267).
 */
export function pinAuthority(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  pin: { hostname: string; authority: string; now: () => number },
  onRefused: (verdict: Exclude<Verdict, 'ok'>) => void,
): void {
  session.setCertificateVerifyProc(({ hostname, certificate }, answer) => {
    if (hostname !== pin.hostname) return answer(-2)
    const verdict = judge(certificate.data, hostname, pin.authority, pin.now())
    answer(verdict === 'ok' ? 0 : -2)
    if (verdict !== 'ok') onRefused(verdict)
  })
}

/**
 * The authority behind an address that nobody has vouched for yet, for a person to compare; nothing is sent there. Null
 * when nobody answers, or when what answers does not show a hub's certificate; `out-of-date` when it does, but not one
 * of this computer's today.
 */
export function meetAuthority(address: string, now: number): Promise<Authority | 'out-of-date' | null> {
  const { hostname, port } = new URL(address)
  const servername = isIP(hostname) ? '' : hostname
  return new Promise((resolve) => {
    const where = { host: hostname, port: Number(port || 443), servername }
    const socket = connect({ ...where, rejectUnauthorized: false, timeout: patienceMs }, () => {
      const { raw, issuerCertificate } = socket.getPeerCertificate(true)
      resolve(authorityOf(raw, issuerCertificate?.raw, hostname, now))
      socket.destroy()
    })
    socket.on('timeout', () => socket.destroy())
    socket.on('error', () => resolve(null))
    socket.on('close', () => resolve(null))
  })
}

function authorityOf(
  leaf: Buffer,
  issuer: Buffer | undefined,
  hostname: string,
  now: number,
): Authority | 'out-of-date' | null {
  if (!issuer) return null
  const authority = new X509Certificate(issuer)
  const certificate = authority.toString()
  const verdict = judge(new X509Certificate(leaf).toString(), hostname, certificate, now)
  if (authority.ca && verdict === 'out-of-date') return verdict
  if (!authority.ca || verdict !== 'ok') return null
  return { certificate, fingerprint: fingerprintGroups(authority.fingerprint256) }
}
