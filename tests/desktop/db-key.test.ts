import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openKey, type Sealer } from '../../electron/db-key.ts'

/** What an operating system does for one account: AES-256-GCM under a secret that only this account has. */
function account(backend: ReturnType<Sealer['getSelectedStorageBackend']> = 'gnome_libsecret'): Sealer {
  const secret = randomBytes(32)
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => backend,
    async encryptStringAsync(text) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', secret, iv)
      return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    async decryptStringAsync(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12))
      decipher.setAuthTag(sealed.subarray(-16))
      const text = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
      return { result: text.toString('utf8'), shouldReEncrypt: false }
    },
  }
}

let dataDir: string
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'loket-key-')), 'data')
})
afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

describe('the database key in the desktop shell', () => {
  test('is random, and the same again for the same account', async () => {
    const petugas = account()
    const key = await openKey(dataDir, petugas, 'linux')
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(await openKey(dataDir, petugas, 'linux')).toBe(key)
  })

  test('lies on disk only sealed, for nobody else to read', async () => {
    const key = await openKey(dataDir, account(), 'linux')
    expect(await readdir(dataDir)).toEqual(['loket.key.sealed'])
    const file = join(dataDir, 'loket.key.sealed')
    expect((await readFile(file)).includes(key)).toBe(false)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('does not open for another account, which is told whose it is, and stays as it was', async () => {
    const petugas = account()
    const key = await openKey(dataDir, petugas, 'linux')
    await expect(openKey(dataDir, account(), 'linux')).rejects.toThrow(/tidak dapat dibuka dengan akun ini/)
    expect(await openKey(dataDir, petugas, 'linux')).toBe(key)
  })

  test('that was damaged on disk is reported, not replaced', async () => {
    const petugas = account()
    await openKey(dataDir, petugas, 'linux')
    const file = join(dataDir, 'loket.key.sealed')
    await writeFile(file, (await readFile(file)).subarray(0, 20))
    await expect(openKey(dataDir, petugas, 'linux')).rejects.toThrow(/Jangan hapus folder itu/)
    expect((await stat(file)).size).toBe(20)
  })

  test('is never made anew for a database that is already there', async () => {
    const petugas = account()
    await openKey(dataDir, petugas, 'linux')
    await writeFile(join(dataDir, 'loket.db'), '')
    await rm(join(dataDir, 'loket.key.sealed'))
    await expect(openKey(dataDir, petugas, 'linux')).rejects.toThrow(/kuncinya tidak ditemukan/)
    expect(await readdir(dataDir)).toEqual(['loket.db'])
  })

  test('of a folder prepared without the shell is used as it is', async () => {
    const petugas = account()
    await openKey(dataDir, petugas, 'linux')
    await rm(join(dataDir, 'loket.key.sealed'))
    const plain = 'ab'.repeat(32)
    await writeFile(join(dataDir, 'loket.key'), `${plain}\n`)
    await writeFile(join(dataDir, 'loket.db'), '')
    expect(await openKey(dataDir, petugas, 'linux')).toBe(plain)
  })

  test('is refused where Linux would hide it behind a password that everybody knows', async () => {
    await expect(openKey(dataDir, account('basic_text'), 'linux')).rejects.toThrow(
      /GNOME Keyring atau KWallet/,
    )
  })

  test('is refused where the system cannot seal at all', async () => {
    const locked = { ...account(), isAsyncEncryptionAvailable: async () => false }
    await expect(openKey(dataDir, locked, 'win32')).rejects.toThrow(/tidak dapat menyimpan kunci/)
  })

  test('is not relied on before its seal has opened once', async () => {
    const oneWay = { ...account(), decryptStringAsync: account().decryptStringAsync }
    await expect(openKey(dataDir, oneWay, 'linux')).rejects.toThrow(/tidak dapat dibuka/)
    await expect(readdir(dataDir)).rejects.toThrow(/ENOENT/)
  })

  test('cannot be kept where the folder cannot be written, which is said in words', async () => {
    await writeFile(dataDir, 'a file where the folder should be')
    await chmod(dataDir, 0o400)
    await expect(openKey(dataDir, account(), 'linux')).rejects.toThrow(/tidak dapat ditulis/)
  })
})
