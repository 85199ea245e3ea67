import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'

/** The asynchronous half of `safeStorage`: the synchronous one leaves in Electron 46. */
export type Sealer = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** Why there is no key, as the sentence the clerk reads. */
export class KeyProblem extends Error {
  override name = 'KeyProblem'
}

const keyForm = /^[0-9a-f]{64}$/

/**
 * The database key of a data folder, as 64 hex digits: random on first use, sealed by the operating system for
 * this account. A folder prepared under plain Node (`loket.key`, as the demo makes) keeps its own key.
 * Throws `KeyProblem`; never replaces a key, because a key that is gone takes the clinic's records with it.
 */
export async function openKey(dataDir: string, sealer: Sealer, platform: NodeJS.Platform): Promise<string> {
  const sealedFile = join(dataDir, 'loket.key.sealed')
  const plainFile = join(dataDir, 'loket.key')
  if (existsSync(sealedFile)) return unseal(await readFile(sealedFile), sealer, dataDir)
  if (existsSync(plainFile)) return readPlain(plainFile)
  if (existsSync(join(dataDir, 'loket.db'))) throw new KeyProblem(keyIsGone(dataDir))
  if (!(await canSeal(sealer, platform))) throw new KeyProblem(cannotSeal(platform))

  const key = randomBytes(32).toString('hex')
  const sealed = await sealer.encryptStringAsync(key)
  // Proven before it is relied on: a seal that does not open again would only be noticed at the next start.
  await unseal(sealed, sealer, dataDir)
  await writeOnce(sealedFile, sealed, dataDir)
  return key
}

/** `basic_text` means that no secret store was found and a password known to everybody would be used. */
async function canSeal(sealer: Sealer, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await sealer.isAsyncEncryptionAvailable())) return false
  return platform !== 'linux' || !['basic_text', 'unknown'].includes(sealer.getSelectedStorageBackend())
}

async function unseal(sealed: Buffer, sealer: Sealer, dataDir: string): Promise<string> {
  const { result } = await sealer.decryptStringAsync(sealed).catch(() => ({ result: '' }))
  if (!keyForm.test(result)) throw new KeyProblem(sealStaysShut(dataDir))
  return result
}

async function readPlain(file: string): Promise<string> {
  const key = (await readFile(file, 'utf8')).trim()
  if (!keyForm.test(key)) {
    throw new KeyProblem(
      `Berkas kunci ${file} rusak. Kembalikan berkas itu dari cadangan, lalu buka Loket lagi.`,
    )
  }
  return key
}

/** Whole or not at all, and never over an existing file: `link` refuses a name that is taken, `rename` would not. */
async function writeOnce(file: string, content: Buffer, dataDir: string): Promise<void> {
  const half = `${file}.new`
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const handle = await open(half, 'w', 0o600)
    await handle.writeFile(content)
    await handle.sync()
    await handle.close()
    await link(half, file)
    await unlink(half)
  } catch (cause) {
    throw new KeyProblem(
      `Folder data ${dataDir} tidak dapat ditulis. Periksa izin folder dan ruang kosong, lalu buka Loket lagi.`,
      { cause },
    )
  }
}

function cannotSeal(platform: NodeJS.Platform): string {
  return platform === 'linux'
    ? 'Komputer ini belum punya penyimpan kunci. Pasang dan buka GNOME Keyring atau KWallet, lalu buka Loket lagi.'
    : 'Komputer ini tidak dapat menyimpan kunci data dengan aman. Masuk dengan akun komputer biasa, lalu buka Loket lagi.'
}

function sealStaysShut(dataDir: string): string {
  return (
    `Kunci data di ${dataDir} tidak dapat dibuka dengan akun ini. Masuk ke komputer dengan akun yang dipakai ` +
    'saat Loket disiapkan, lalu buka Loket lagi. Jangan hapus folder itu: datanya masih utuh.'
  )
}

function keyIsGone(dataDir: string): string {
  return (
    `Ada data Puskesmas di ${dataDir}, tetapi kuncinya tidak ditemukan. Kembalikan berkas loket.key.sealed ` +
    'dari cadangan, lalu buka Loket lagi. Loket tidak membuat kunci baru agar data itu tidak hilang.'
  )
}
