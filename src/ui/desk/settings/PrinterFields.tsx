import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { PrinterSettings } from '#contract/hub/settings'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'

type Props = { printer: PrinterSettings; onChange: (printer: PrinterSettings) => void }

/** The receipt printer that kiosks print on through this computer. */
export function PrinterFields({ printer, onChange }: Props) {
  const test = useMutation(api.settings.testPrint.mutationOptions())
  const tryOut = () => test.mutate(printer)
  useShortcut({ keys: 'Alt+C', label: 'Coba cetak', run: tryOut }, printer.kind !== 'none' && !test.isPending)
  return (
    <Stack gap="xs">
      <Title order={3} size={16}>
        Printer nomor untuk kiosk
      </Title>
      <SegmentedControl
        aria-label="Sambungan printer"
        value={printer.kind}
        data={[
          { value: 'none', label: 'lewat peramban' },
          { value: 'network', label: 'jaringan' },
          { value: 'device', label: 'USB atau port' },
        ]}
        onChange={(kind) => onChange(turnTo(kind, printer.widthMm))}
      />
      {printer.kind === 'network' && (
        <Group align="flex-end">
          <TextInput
            label="Alamat printer"
            placeholder="192.168.1.50"
            autoComplete="off"
            value={printer.host}
            onChange={(event) => onChange({ ...printer, host: event.currentTarget.value })}
          />
          <NumberInput
            label="Port"
            w={110}
            min={1}
            max={65_535}
            value={printer.port}
            onChange={(port) => onChange({ ...printer, port: Number(port) || usualPort })}
          />
        </Group>
      )}
      {printer.kind === 'device' && (
        <TextInput
          label="Berkas perangkat"
          description="Linux: /dev/usb/lp0. Windows: \\\\.\\LPT1 atau \\\\.\\COM3; printer USB di Windows dicetak lewat peramban."
          placeholder="/dev/usb/lp0"
          autoComplete="off"
          value={printer.path}
          onChange={(event) => onChange({ ...printer, path: event.currentTarget.value })}
        />
      )}
      <Group>
        <SegmentedControl
          aria-label="Lebar kertas"
          value={String(printer.widthMm)}
          data={[
            { value: '58', label: '58 mm' },
            { value: '80', label: '80 mm' },
          ]}
          onChange={(width) => onChange({ ...printer, widthMm: width === '58' ? 58 : 80 })}
        />
        {printer.kind !== 'none' && (
          <Button
            variant="default"
            loading={test.isPending}
            aria-keyshortcuts="Alt+C"
            rightSection={<KeyCap keys="Alt+C" />}
            onClick={tryOut}
          >
            Coba cetak
          </Button>
        )}
      </Group>
      <Problems sentences={test.error ? sentencesOf(test.error) : []} />
      {test.isSuccess && <Text role="status">Terkirim. Lihat apakah kertasnya keluar.</Text>}
    </Stack>
  )
}

const usualPort = 9100

function turnTo(kind: string, widthMm: 58 | 80): PrinterSettings {
  if (kind === 'network') return { kind, host: '', port: usualPort, widthMm }
  if (kind === 'device') return { kind, path: '', widthMm }
  return { kind: 'none', widthMm }
}
