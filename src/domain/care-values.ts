/** What may be measured with an item of care, where it asks for it; a value is kept only if somebody typed one. */
export const careMeasures = ['weight', 'bloodPressure', 'glucose'] as const
export type CareMeasure = (typeof careMeasures)[number]

/** Kilograms, mmHg, and mg/dL of blood taken at any time of day. */
export type CareValues = {
  weight: number | null
  systolic: number | null
  diastolic: number | null
  glucose: number | null
}
export type CareValue = keyof CareValues
export const noCareValues: CareValues = { weight: null, systolic: null, diastolic: null, glucose: null }

const valuesOf: Record<CareMeasure, readonly CareValue[]> = {
  weight: ['weight'],
  bloodPressure: ['systolic', 'diastolic'],
  glucose: ['glucose'],
}
const measureOf: Record<CareValue, CareMeasure> = {
  weight: 'weight',
  systolic: 'bloodPressure',
  diastolic: 'bloodPressure',
  glucose: 'glucose',
}

/** `possible` is what an instrument can show at all; `usual` is where a slip of the hand begins to be likelier than the value. */
export const careRanges: Record<
  CareValue,
  {
    label: string
    unit: string
    decimals: 0 | 1 | 2
    possible: readonly [number, number]
    usual: readonly [number, number]
  }
> = {
  weight: { label: 'Berat badan', unit: 'kg', decimals: 2, possible: [0.3, 500], usual: [2, 150] },
  systolic: {
    label: 'Tekanan atas (sistole)',
    unit: 'mmHg',
    decimals: 0,
    possible: [20, 350],
    usual: [70, 200],
  },
  diastolic: {
    label: 'Tekanan bawah (diastole)',
    unit: 'mmHg',
    decimals: 0,
    possible: [10, 250],
    usual: [40, 120],
  },
  glucose: {
    label: 'Gula darah sewaktu',
    unit: 'mg/dL',
    decimals: 0,
    possible: [10, 1500],
    usual: [50, 400],
  },
}

/** Only what these measures ask for. */
export function valuesFor(asks: readonly CareMeasure[], values: CareValues): CareValues {
  const kept = Object.entries(values).filter(([value]) => asks.includes(measureOf[value as CareValue]))
  return { ...noCareValues, ...Object.fromEntries(kept) }
}

export function askedValues(asks: readonly CareMeasure[]): CareValue[] {
  return careMeasures.filter((measure) => asks.includes(measure)).flatMap((measure) => valuesOf[measure])
}

/** Whether an instrument could have shown it; anything else is no value and is not kept. */
export function isPossible(value: CareValue, number: number): boolean {
  const { possible, decimals } = careRanges[value]
  const whole = number * 10 ** decimals
  return number >= possible[0] && number <= possible[1] && Math.abs(whole - Math.round(whole)) < 1e-6
}

/** What looks like a slip of the hand, to be read again before it is kept; never a reason to refuse. */
export function doubtsAbout(values: CareValues): string[] {
  const unusual = (Object.keys(careRanges) as CareValue[]).flatMap((value) => {
    const number = values[value]
    const { label, unit, usual } = careRanges[value]
    const isUsual = number === null || (number >= usual[0] && number <= usual[1])
    return isUsual
      ? []
      : [`${label} ${sayNumber(number)} ${unit} di luar yang biasa (${usual[0]}–${usual[1]}).`]
  })
  const { systolic, diastolic } = values
  const turned =
    systolic !== null && diastolic !== null && diastolic >= systolic
      ? ['Tekanan bawah tidak lebih rendah daripada tekanan atas.']
      : []
  return [...unusual, ...turned]
}

/** «12,4 kg · 120/80 mmHg · GDS 140 mg/dL»; empty where nothing was typed. */
export function sayCareValues({ weight, systolic, diastolic, glucose }: CareValues): string {
  const pressure =
    systolic === null && diastolic === null ? null : `${systolic ?? '?'}/${diastolic ?? '?'} mmHg`
  return [
    weight === null ? null : `${sayNumber(weight)} kg`,
    pressure,
    glucose === null ? null : `GDS ${glucose} mg/dL`,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

/** What was typed as a number: «12,4» and «12.4»; null where nothing was, NaN where it is none. */
export function readCareNumber(text: string): number | null {
  const typed = text.trim()
  if (typed === '') return null
  return /^\d{1,4}([.,]\d{1,2})?$/.test(typed) ? Number(typed.replace(',', '.')) : Number.NaN
}

function sayNumber(number: number): string {
  return String(number).replace('.', ',')
}
