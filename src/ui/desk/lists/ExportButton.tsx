import { Button, Menu, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { type ReactNode, useContext, useRef, useState } from 'react'
import type { AnyList } from '#contract/hub/list'
import type { ListFormat } from '#contract/list-format'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { ShortcutLayer, useShortcut } from '#ui/shared/use-shortcut.ts'
import classes from './lists.module.css'
import { useTakeList } from './use-take-list.ts'

export type Takeable = { label: string; list: AnyList }

type Props = {
  /** At most nine: each has its digit. */
  lists: readonly Takeable[]
  /** Something that asks before it takes a list. */
  more?: { label: string; run: () => void } | undefined
  /** A line of text beside a heading, instead of a button among buttons. */
  quiet?: boolean
}

const formats: readonly { format: ListFormat; words: string; prefix: string }[] = [
  { format: 'xlsx', words: 'Excel', prefix: '' },
  { format: 'csv', words: 'CSV', prefix: 'Alt+' },
]

/**
 * Takes a list of this screen out of Loket: Alt+X, then its digit for Excel, with Alt for CSV; or the arrows and Enter.
 * Stand it once in each screen.
 */
export function ExportButton({ lists, more, quiet = false }: Props) {
  const [opened, setOpened] = useState(false)
  const { take, busy, error, saved, forget } = useTakeList()
  const before = useRef<Element | null>(null)
  useShortcut({ keys: 'Alt+X', label: 'Unduh daftar', run: open }, !busy)

  function open(): void {
    before.current = document.activeElement
    setOpened(true)
  }

  /** The focus is back where it was before a dialog that the menu opens looks where to return to. */
  function close(): void {
    setOpened(false)
    if (before.current instanceof HTMLElement) before.current.focus()
  }

  return (
    <Popover opened={error !== null} onDismiss={forget} width={320} withRoles={false}>
      <Popover.Target>
        <div>
          <Menu
            returnFocus
            withInitialFocusPlaceholder={false}
            opened={opened}
            onChange={(wanted) => (wanted ? open() : close())}
            closeOnEscape={false}
            clickOutsideEvents={['mousedown', 'touchstart']}
            position="bottom-end"
            width={440}
            transitionProps={{ duration: 0 }}
          >
            <Menu.Target>
              {quiet ? (
                <UnstyledButton
                  className={classes.quiet}
                  tabIndex={-1}
                  aria-keyshortcuts="Alt+X"
                  disabled={busy}
                >
                  {busy ? 'Menyusun…' : 'Unduh…'} <KeyCap keys="Alt+X" />
                </UnstyledButton>
              ) : (
                <Button
                  variant="default"
                  loading={busy}
                  aria-keyshortcuts="Alt+X"
                  rightSection={<KeyCap keys="Alt+X" />}
                >
                  Unduh
                </Button>
              )}
            </Menu.Target>
            <Menu.Dropdown>
              <MenuKeys onClose={close}>
                {lists.map(({ label, list }, place) => (
                  <div key={label} className={classes.row}>
                    <span>{label}</span>
                    {formats.map(({ format, words, prefix }) => (
                      <Item
                        key={format}
                        keys={`${prefix}${place + 1}`}
                        list={label}
                        words={words}
                        run={() => take(list, format)}
                        close={close}
                      />
                    ))}
                  </div>
                ))}
                {more && (
                  <Item keys={String(lists.length + 1)} words={more.label} run={more.run} close={close} />
                )}
              </MenuKeys>
            </Menu.Dropdown>
          </Menu>
          <VisuallyHidden aria-live="polite">{saved && `Diunduh: ${saved}`}</VisuallyHidden>
        </div>
      </Popover.Target>
      <Popover.Dropdown>
        <Problems sentences={error ? sentencesOf(error) : []} />
      </Popover.Dropdown>
    </Popover>
  )
}

/** While the menu is open its keys are in front of those of the screen: Escape closes it and nothing else. */
function MenuKeys({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const layer = useContext(ShortcutLayer)
  return (
    <ShortcutLayer value={layer + 1}>
      <CloseKey onClose={onClose} />
      {children}
    </ShortcutLayer>
  )
}

function CloseKey({ onClose }: { onClose: () => void }) {
  useShortcut({ keys: 'Escape', label: 'Tutup', run: onClose })
  return null
}

type ItemProps = { keys: string; list?: string; words: string; run: () => void; close: () => void }

function Item({ keys, list, words, run, close }: ItemProps) {
  const choose = () => {
    close()
    run()
  }
  useShortcut({ keys, label: words, run: choose })
  return (
    <Menu.Item rightSection={<KeyCap keys={keys} />} onClick={choose}>
      {list && <VisuallyHidden>{list}, </VisuallyHidden>}
      {words}
    </Menu.Item>
  )
}
