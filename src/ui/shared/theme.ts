import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Loader,
  Menu,
  Modal,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Radio,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core'
import { clusterColors } from './labels.ts'

const ink = [
  '#f9fafb',
  '#f3f4f6',
  '#e5e7eb',
  '#d1d5db',
  '#9ca3af',
  '#6b7280',
  '#4b5563',
  '#374151',
  '#1f2937',
  '#111827',
] as const

const danger = [
  '#fef2f2',
  '#fee2e2',
  '#fecaca',
  '#fca5a5',
  '#f87171',
  '#ef4444',
  '#dc2626',
  '#c81e1e',
  '#c01d1d',
  '#b91c1c',
] as const

const font = "'Plus Jakarta Sans Variable', system-ui, sans-serif"
const medium = { defaultProps: { size: 'md' } }

/** look.md: 16 px, 8 px corners, ink for what Loket itself does; every target at least 40 px. */
export const theme = createTheme({
  fontFamily: font,
  headings: { fontFamily: font, fontWeight: '700' },
  colors: { ink: [...ink], gray: [...ink], danger: [...danger], red: [...danger] },
  primaryColor: 'ink',
  primaryShade: 9,
  black: '#111827',
  defaultRadius: 8,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend(medium),
    TextInput: TextInput.extend(medium),
    PasswordInput: PasswordInput.extend(medium),
    NativeSelect: NativeSelect.extend(medium),
    NumberInput: NumberInput.extend(medium),
    Textarea: Textarea.extend(medium),
    Select: Select.extend({
      defaultProps: {
        size: 'md',
        comboboxProps: { transitionProps: { duration: 0 } },
        maxDropdownHeight: 320,
      },
    }),
    Checkbox: Checkbox.extend(medium),
    Radio: Radio.extend(medium),
    SegmentedControl: SegmentedControl.extend(medium),
    Menu: Menu.extend({ styles: { item: { minHeight: 40, fontSize: 16 }, label: { fontSize: 14 } } }),
    Loader: Loader.extend({ defaultProps: { size: 'sm', color: 'ink' } }),
    // The page never scrolls; locking it would write a style element that our CSP refuses.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, transitionProps: { duration: 120 } } }),
  },
})

/** --cluster-k1 … --cluster-lk and --danger for style sheets. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--danger': danger[9],
    '--muted': '#4b5563',
    '--line': '#e5e7eb',
    '--ground': '#f3f4f6',
    ...Object.fromEntries(Object.entries(clusterColors).map(([code, color]) => [`--cluster-${code}`, color])),
  },
  light: { '--mantine-color-dimmed': '#4b5563', '--mantine-color-error': danger[9] },
  dark: {},
})
