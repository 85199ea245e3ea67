import { Table, Text, TextInput } from '@mantine/core'
import type { HubOutputs } from '#contract/hub/hub'
import type { Template } from './RecordNumberCard.tsx'
import classes from './Settings.module.css'

type AreaCodesProps = {
  template: Template
  villages: HubOutputs['recordNumbers']['read']['villages']
  errorAt: (field: string) => string | undefined
  onChange: (part: Partial<Template>) => void
}

/** Which two digits stand for which village. Villages may share a code: they then share its serials. */
export function AreaCodes({ template: { areas, outside }, villages, errorAt, onChange }: AreaCodesProps) {
  const change = (at: number, code: string) =>
    onChange({ areas: areas.map((area, place) => (place === at ? { ...area, code } : area)) })
  const nameOf = (villageCode: string) =>
    villages.find(({ code }) => code === villageCode)?.name ?? villageCode
  const rows = [
    ...areas.map(({ villageCode, code }, at) => ({
      name: nameOf(villageCode),
      field: `areas.${at}.code`,
      code,
      set: (next: string) => change(at, next),
    })),
    {
      name: 'Luar wilayah',
      field: 'outside',
      code: outside,
      set: (next: string) => onChange({ outside: next }),
    },
  ]
  return (
    <div className={classes.areas}>
      <Table stickyHeader verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Desa / kelurahan</Table.Th>
            <Table.Th w={96}>Kode</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, field, code, set }) => (
            <Table.Tr key={field}>
              <Table.Td>
                {name}
                {errorAt(field) && (
                  <Text size="sm" c="var(--danger)">
                    {errorAt(field)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={`Kode ${name}`}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={2}
                  value={code}
                  error={errorAt(field) !== undefined}
                  onChange={(event) => set(event.currentTarget.value.replace(/\D/g, ''))}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
