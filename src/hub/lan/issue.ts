// The certificate library looks its parts up through this polyfill, which has to be there first.
import 'reflect-metadata'
import { createPrivateKey, KeyObject, webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'

/** A certificate and its private key, both PEM. */
export type Issued = { certificate: string; key: string }
export type Names = { dns: readonly string[]; ip: readonly string[] }

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const dayMs = 24 * 3_600_000
/** The clock of an old PC may be a day fast; what it issues must be valid for everybody else already. */
const headStartMs = 2 * dayMs
const authorityMs = 3650 * dayMs
/** The longest that every browser accepts. */
const leafMs = 397 * dayMs

/**
 * The facility's own certificate authority; `code` is the facility's. Devices come to trust it, so that of all domains
 * it can vouch for those in `domains` only, and for no authority below it. Addresses stay open: nobody knows which one
 * a router will give the hub.
 */
export async function issueAuthority(code: string, domains: readonly string[], now: number): Promise<Issued> {
  const keys = await newKeys()
  return pem(
    keys.privateKey,
    X509CertificateGenerator.createSelfSigned({
      name: [{ CN: [`Loket ${code}`] }],
      ...validity(now, authorityMs),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        constrainDomains(domains),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    }),
  )
}

/** The hub's own certificate, under the authority; `certificate` holds both, as a server sends them. */
export async function issueLeaf(authority: Issued, names: Names, now: number): Promise<Issued> {
  const issuer = new X509Certificate(authority.certificate)
  const keys = await newKeys()
  const leaf = await pem(
    keys.privateKey,
    X509CertificateGenerator.create({
      subject: [{ CN: ['Loket'] }],
      issuer: issuer.subject,
      ...validity(now, leafMs),
      publicKey: keys.publicKey,
      signingKey: createPrivateKey(authority.key).toCryptoKey(algorithm, false, ['sign']),
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          ...names.dns.map((value) => ({ type: 'dns', value }) as const),
          ...names.ip.map((value) => ({ type: 'ip', value }) as const),
        ]),
        await AuthorityKeyIdentifierExtension.create(issuer),
        await SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    }),
  )
  return { ...leaf, certificate: `${leaf.certificate}\n${authority.certificate}` }
}

function newKeys() {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

function validity(now: number, lastsMs: number) {
  const from = now - headStartMs
  return { notBefore: new Date(from), notAfter: new Date(from + lastsMs) }
}

async function pem(key: webcrypto.CryptoKey, making: Promise<X509Certificate>): Promise<Issued> {
  return {
    certificate: (await making).toString('pem'),
    key: KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

/** Name constraints (RFC 5280 §4.2.1.10), written out because the library has no class for them. */
function constrainDomains(domains: readonly string[]): Extension {
  const subtrees = domains.map((domain) => der(0x30, der(0x82, Buffer.from(domain, 'latin1'))))
  return new Extension('2.5.29.30', true, der(0x30, der(0xa0, Buffer.concat(subtrees))))
}

/** One element of DER whose content is shorter than 65,536 bytes. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
