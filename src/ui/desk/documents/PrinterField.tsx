import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'

/** Kept for this kind of sheet on this PC. A printer that is switched off stays chosen. */
export function PrinterField({ chosen, onChange }: { chosen: string; onChange: (name: string) => void }) {
  const { data = [] } = useQuery({
    queryKey: ['desktop', 'printers'],
    queryFn: () => window.desktop?.papers?.printers() ?? [],
  })
  const isAway = chosen !== '' && !data.some(({ name }) => name === chosen)
  return (
    <NativeSelect
      label="Printer"
      data={[
        { value: '', label: 'Printer utama komputer ini' },
        ...data.map(({ name, label }) => ({ value: name, label })),
        ...(isAway ? [{ value: chosen, label: `${chosen} (tidak menyala)` }] : []),
      ]}
      value={chosen}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
