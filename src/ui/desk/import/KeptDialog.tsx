import { Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { ExportButton } from '../lists/ExportButton.tsx'

/** Who stayed when an import was taken back, with why. */
export function KeptDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const kept = useQuery(api.imports.kept.queryOptions({ input: { id } }))
  return (
    <Dialog title="Pasien yang tetap ada" size={760} onClose={onClose}>
      <FourStates query={kept} isEmpty={(list) => list.length === 0} empty="Tidak ada yang tersisa.">
        {(list) => (
          <>
            <Group justify="flex-end">
              <ExportButton lists={[{ label: 'Yang tetap ada', list: { name: 'importKept', id } }]} />
            </Group>
            <Table verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Nama · RM</Table.Th>
                  <Table.Th>Tetap ada karena</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((person) => (
                  <Table.Tr key={person.id}>
                    <Table.Td>
                      <Text fw={600}>{person.name}</Text>
                      <Text size="sm" c="dimmed">
                        RM {person.recordNo}
                      </Text>
                    </Table.Td>
                    <Table.Td>{person.reasons.join(', ')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
      </FourStates>
    </Dialog>
  )
}
