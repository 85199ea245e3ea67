import { Badge, Group, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'

/** In the menu, where nobody is hurried by it: how many pairs wait to be settled. */
export function DoublesItem({ onClick }: { onClick: () => void }) {
  const { data } = useQuery(api.merges.sameNik.queryOptions())
  const waiting = data?.total ?? 0
  return (
    <Menu.Item
      onClick={onClick}
      aria-keyshortcuts="Alt+I"
      rightSection={
        <Group gap={8}>
          {waiting > 0 && (
            <Badge size="lg" circle={waiting < 10} aria-label={`${waiting} menunggu`}>
              {waiting}
            </Badge>
          )}
          <KeyCap keys="Alt+I" />
        </Group>
      }
    >
      Catatan ganda
    </Menu.Item>
  )
}
