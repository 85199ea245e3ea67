import type { ArrivedPerson, ArrivedVisit } from './arrived.ts'
import { baby } from './people.ts'
import { friday, saturday } from './story.ts'

/** What was typed at the counter, written down by hand: the district must hold exactly this. */

function person(
  name: string,
  birth: string,
  sex: 'male' | 'female',
  ids: { nik?: string; motherNik?: string } = {},
): ArrivedPerson {
  return { name, birth, sex, nik: undefined, motherNik: undefined, ...ids, hasRecordNumber: true }
}

export const enteredPeople: ArrivedPerson[] = [
  person('BAGAS PRATAMA USMAN', '2008-11-21', 'male', { nik: '8204022111080001' }),
  person(baby.name, '2026-11-01', 'female', { motherNik: '8204025405980002' }),
  person('I MADE WAYAN ARDANA', '1959', 'male'),
  person('I WAYAN SUDANA', '1959-03-02', 'male', { nik: '8204020203590004' }),
  person('MARIA GORETI KALAU', '2001-03-10', 'female', { nik: '8204025003010003' }),
  person('NI WAYAN SUDANI', '1959-11-07', 'female', { nik: '8204024711590002' }),
  person('NURHAYATI IBRAHIM', '1998-05-14', 'female', { nik: '8204025405980002' }),
  person('RAHMAT DJAFAR', '1985-06-17', 'male', { nik: '8204021706850005' }),
]

type Columns = [number: string, name: string, cluster: string, stage: string, purpose: string, payer: string]

/** All of them live in the working area. */
function visit(day: string, columns: Columns, served: boolean): ArrivedVisit {
  const [number, name, cluster, stage, purpose, payer] = columns
  const counted = { insideArea: true, status: 'finished', recorded: served }
  return { day, number, name, cluster, stage, purpose, payer, ...counted }
}

export const enteredVisits: ArrivedVisit[] = [
  visit(friday, ['A-001', 'BAGAS PRATAMA USMAN', 'k2', 'remaja', 'berobat', 'umum'], true),
  visit(friday, ['C-001', 'I WAYAN SUDANA', 'k3', 'lansia', 'kontrol', 'jkn_pbi'], false),
  visit(saturday, ['A-001', 'NURHAYATI IBRAHIM', 'k2', 'nifas', 'nifas', 'jkn_pbi'], false),
  visit(saturday, ['A-002', baby.name, 'k2', 'neonatus', 'imunisasi', 'jkn_pbi'], false),
  visit(saturday, ['A-003', 'MARIA GORETI KALAU', 'k2', 'hamil', 'anc', 'jamkesda'], true),
  visit(saturday, ['C-001', 'BAGAS PRATAMA USMAN', 'k3', 'dewasa', 'berobat', 'umum'], true),
  visit(saturday, ['C-002', 'I WAYAN SUDANA', 'k3', 'lansia', 'berobat', 'jkn_pbi'], true),
  {
    ...visit(saturday, ['C-003', 'NI WAYAN SUDANI', 'k3', 'lansia', 'berobat', 'jkn_pbi'], false),
    status: 'cancelled',
    recorded: undefined,
  },
  visit(saturday, ['C-004', 'NI WAYAN SUDANI', 'k3', 'lansia', 'berobat', 'jkn_pbi'], false),
  visit(saturday, ['E-001', 'RAHMAT DJAFAR', 'lk', 'dewasa', 'berobat', 'jkn_pbpu'], true),
]
