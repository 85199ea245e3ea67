import { Combobox, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { KeyboardEvent, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { sentencesOf } from '#ui/shared/problems.ts'
import classes from './PickOne.module.css'

export type Choice = { key: string; content: ReactNode }

type PickOneProps<T> = {
  label: ReactNode
  placeholder: string
  /** What stands in the box; after a choice, the chosen one's words. */
  text: string
  onTextChange: (text: string) => void
  /** Answers for `text`; the last ones stay on screen while newer are on their way. */
  results: UseQueryResult<T[]>
  /** Whether `results` already answer what is typed, so that a key may choose one of them. */
  fresh: boolean
  choiceOf: (item: T) => Choice
  onPick: (item: T) => void
  picked: boolean
  emptyMessage: string
  description?: ReactNode
  error?: ReactNode
  autoFocus?: boolean
  /** Wider than the box, for answers that need a line of their own. */
  listWidth?: number
  'data-field'?: string
  /** A scanned number is typed into the box, not opened at the desk. */
  'data-takes-scan'?: 'person'
}

/** A search box with its answers beneath: arrows move, Enter or Tab takes the marked one, other keys go on typing. */
export function PickOne<T>(props: PickOneProps<T>) {
  const { text, results, fresh, picked } = props
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const items = results.data ?? []
  const asking = text.trim().length >= 2 && !picked
  const entered = useRef<string | null>(null)
  const store = useRef(combobox)
  store.current = combobox

  // biome-ignore lint/correctness/useExhaustiveDependencies: new answers mark their first row
  useEffect(() => {
    if (store.current.dropdownOpened) store.current.selectFirstOption()
  }, [results.data])

  // Whoever types faster than the answer comes has pressed Enter for this text.
  useEffect(() => {
    if (!fresh || entered.current !== text) return
    entered.current = null
    const [only, second] = items
    if (only && !second) pick(props.choiceOf(only).key)
  })

  function pick(key: string) {
    const item = items.find((candidate) => props.choiceOf(candidate).key === key)
    if (!item) return
    props.onPick(item)
    combobox.closeDropdown()
  }

  function takeOnTab(event: KeyboardEvent) {
    const marked = combobox.getSelectedOptionIndex()
    const choosable = event.key === 'Tab' && !event.shiftKey && combobox.dropdownOpened && fresh
    const item = choosable ? items[marked] : undefined
    if (item) pick(props.choiceOf(item).key)
    if (event.key !== 'Enter' || !combobox.dropdownOpened || fresh) return
    // What is marked answers what was typed before; the combobox would take it.
    combobox.resetSelectedOption()
    event.preventDefault()
    entered.current = text
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={pick}
      width={props.listWidth ?? 'target'}
      position="bottom-start"
    >
      <Combobox.Target>
        <TextInput
          label={props.label}
          placeholder={props.placeholder}
          description={props.description}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={props.error}
          value={text}
          autoComplete="off"
          data-autofocus={props.autoFocus || undefined}
          data-field={props['data-field']}
          data-takes-scan={props['data-takes-scan']}
          rightSection={asking && results.isFetching ? <Loader size={16} /> : null}
          onChange={(event) => {
            props.onTextChange(event.currentTarget.value)
            combobox.openDropdown()
          }}
          // A field that gets the focus because it is wrong must not cover what is said about it.
          onFocus={() => asking && !props.error && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={takeOnTab}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!asking}>
        <Combobox.Options className={classes.options} aria-label="Hasil pencarian">
          {items.map((item) => {
            const choice = props.choiceOf(item)
            return (
              <Combobox.Option key={choice.key} value={choice.key} className={classes.option}>
                {choice.content}
              </Combobox.Option>
            )
          })}
          {items.length === 0 && (
            <Combobox.Empty>{sayNothingYet(results, props.emptyMessage)}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function sayNothingYet(results: UseQueryResult<unknown[]>, emptyMessage: string): ReactNode {
  if (results.isError) return <Text c="var(--danger)">{sentencesOf(results.error).join(' ')}</Text>
  return results.data ? emptyMessage : 'Mencari …'
}
