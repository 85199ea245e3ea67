import { Button, Group, Text } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import styles from './credentials.module.css'
import type { Credentials } from './Facilities.tsx'

const copiedForMs = 3000

/** What the Puskesmas fills in, under the names its own screen uses. Not a dialog: a stray click must not lose the key. */
export function CredentialsCard({ credentials, onDone }: { credentials: Credentials; onDone: () => void }) {
  const { name, fhirUrl, clientId, clientSecret } = credentials
  const fields = [
    { label: 'Alamat server dinas', value: fhirUrl },
    { label: 'ID Puskesmas di server dinas', value: clientId },
    { label: 'Kunci rahasia', value: clientSecret },
  ]
  const all = [name, 'Loket: Pengaturan › Kirim ke dinas', ...fields.map((f) => `${f.label}: ${f.value}`)]
  return (
    <section className={styles.credentials} aria-labelledby="credentials-title">
      <h2 id="credentials-title">Kunci untuk {name}</h2>
      <p>
        Isi di Loket Puskesmas itu: <b>Pengaturan › Kirim ke dinas</b>.
      </p>
      <dl>
        {fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton text={value} label="Salin" what={label} />
            </dd>
          </div>
        ))}
      </dl>
      {isLoopback(new URL(fhirUrl).hostname) && (
        <p className={styles.note}>
          Alamat ini hanya dikenal komputer ini. Untuk Puskesmas lain, pakai alamat https server dinas
          (dinyalakan dengan --public-url).
        </p>
      )}
      <p role="note" className={styles.once}>
        Kunci rahasia hanya tampil sekali ini. Bila hilang, buat kunci baru dengan «Ganti kunci».
      </p>
      <Group gap={8}>
        <CopyButton text={all.join('\n')} label="Salin semua" what="semua isian" autoFocus />
        <Button onClick={onDone}>Sudah disalin, kembali ke daftar</Button>
      </Group>
    </section>
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.startsWith('127.')
}

type CopyProps = { text: string; label: string; what: string; autoFocus?: boolean }

function CopyButton({ text, label, what, autoFocus = false }: CopyProps) {
  const clipboard = useClipboard({ timeout: copiedForMs })
  const shown = clipboard.copied ? 'Tersalin' : label
  return (
    <>
      <Button
        variant="default"
        miw={124}
        autoFocus={autoFocus}
        aria-label={`${shown}: ${what}`}
        leftSection={
          clipboard.copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
        }
        onClick={() => clipboard.copy(text)}
      >
        {shown}
      </Button>
      {clipboard.error && (
        <Text role="alert" c="var(--danger)">
          Peramban tidak mengizinkan salin. Blok teksnya, lalu tekan Ctrl+C.
        </Text>
      )}
    </>
  )
}
