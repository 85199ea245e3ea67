import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clusterCodes } from '#domain/cluster'
import { addDays, type LocalDate } from '#domain/local-date'
import { type Room, roomRoles } from '#domain/room'
import {
  type Arrival,
  checkArrival,
  doubtArrival,
  emergencySigns,
  type RoutedPerson,
  routeVisit,
  symptoms,
} from '#domain/routing'
import { arrival, bookOf, day, person, purposes, roomsOf, rules, today } from './fixtures.ts'

const book = bookOf()
const rooms = roomsOf('lengkap')

function reasons(who: RoutedPerson, changes: Partial<Arrival> = {}, within = rooms, by = book) {
  return routeVisit(who, arrival(changes), within, by, today).reasons
}

describe('what the clerk can say', () => {
  test('a pregnancy names its weeks and the cluster', () => {
    expect(reasons(person('2001-05-01', 'P'), { pregnancy: { weeks: 24 } })).toEqual([
      'karena hamil 24 minggu (kehamilan selalu di Klaster 2 Ibu & Anak, berapa pun usianya)',
      'didahulukan karena hamil 24 minggu',
    ])
  })

  test('the other reading of the decree changes only the label', () => {
    const [why] = reasons(
      person('2001-05-01', 'P'),
      { pregnancy: { weeks: null } },
      rooms,
      bookOf({ scheme: '5-klaster' }),
    )
    expect(why).toBe('karena hamil (kehamilan selalu di Klaster II Ibu & Anak, berapa pun usianya)')
  })

  test('the days after delivery are counted', () => {
    const [why] = reasons(person('2001-05-01', 'P'), { deliveredOn: day('2026-10-10') })
    expect(why).toBe(
      'karena masa nifas hari ke-42 (sampai hari ke-42 dilayani Klaster 2 Ibu & Anak, berapa pun usianya)',
    )
  })

  test('an estimated birth date says so in every reason it causes', () => {
    const told = reasons(person('1959-07-01', 'L', 'estimated'))
    expect(told).toHaveLength(2)
    for (const reason of told) expect(reason).toContain('sekitar 67 tahun (tanggal lahir perkiraan)')
    const [yearOnly] = reasons(person('1990-07-01', 'L', 'year'))
    expect(yearOnly).toContain('sekitar 36 tahun (tanggal lahir tidak lengkap)')
  })

  test('an unknown person is told that the age is not known', () => {
    expect(reasons(person(null, null))).toEqual([
      'usia belum diketahui, sementara dilayani Klaster 3 Dewasa & Lansia sampai data dilengkapi',
    ])
  })

  test('several emergency signs are all named', () => {
    const [why] = reasons(person(null, null), { emergency: ['tidak_sadar', 'kejang'] })
    expect(why).toBe('karena tidak sadar, kejang: gawat darurat langsung ditolong, tidak ikut antrean')
  })
})

describe('a room that is missing', () => {
  const old = person('1959-03-02', 'L')
  const without = (...names: string[]) =>
    rooms.map((room) => ({ ...room, active: !names.includes(room.name) })) as [Room, ...Room[]]

  test('falls back to the next role, then the cluster, then any room that cares for patients', () => {
    const answers = [
      without('Ruang Lansia'),
      without('Ruang Lansia', 'Ruang Dewasa'),
      without('Ruang Lansia', 'Ruang Dewasa', 'Ruang KB & Catin', 'Ruang CKG', 'Ruang Konseling Jiwa'),
    ].map((within) => routeVisit(old, arrival(), within, book, today))
    expect(answers.map((answer) => answer.room.name)).toEqual([
      'Ruang Dewasa',
      'Ruang KB & Catin',
      'Ruang Ibu',
    ])
    expect(answers.map((answer) => answer.cluster)).toEqual(['k3', 'k3', 'k3'])
    expect(answers.map((answer) => answer.reasons[1])).toEqual([
      'ruang lansia tidak dibuka, jadi dilayani di Ruang Dewasa',
      'ruang lansia tidak dibuka, jadi dilayani di Ruang 5',
      'ruang lansia tidak dibuka, jadi dilayani di Ruang Ibu',
    ])
  })

  test('never sends anybody to the nurse who is on the road, as long as a room is open', () => {
    const [first] = rooms
    const onTheRoad = {
      ...first,
      id: 'rumah',
      name: 'Kunjungan Rumah',
      cluster: 'k3',
      roles: ['rumah'],
    } as Room
    const open = without(
      'Ruang Lansia',
      'Ruang Dewasa',
      'Ruang KB & Catin',
      'Ruang CKG',
      'Ruang Konseling Jiwa',
    )
    expect(routeVisit(old, arrival(), [onTheRoad, ...open], book, today).room.name).toBe('Ruang Ibu')
  })

  test('with every room closed the answer is still a room, and says so', () => {
    const closed = rooms.map((room) => ({ ...room, active: false })) as [Room, ...Room[]]
    expect(reasons(old, {}, closed)[1]).toContain('belum ada ruangan yang dibuka')
  })

  test('a small Puskesmas sends the elderly to the shared room without excuses', () => {
    const answer = routeVisit(old, arrival(), roomsOf('kecil'), book, today)
    expect(answer.room.name).toBe('Ruang Dewasa & Lansia')
    expect(answer.reasons).toHaveLength(2)
  })

  test('without any rule a room still answers', () => {
    const answer = routeVisit(old, arrival(), rooms, { ...book, rules: [] }, today)
    expect(answer).toMatchObject({ ruleId: 'tanpa-aturan', room: { active: true } })
  })

  test('a rule that is no longer in force does not decide', () => {
    const ended = rules.map((rule) =>
      rule.id === 'lansia' ? { ...rule, effectiveTo: day('2026-11-20') } : rule,
    )
    expect(routeVisit(old, arrival(), rooms, { ...book, rules: ended }, today).ruleId).toBe('dewasa')
  })
})

describe('for everybody', () => {
  const anyDate = fc.integer({ min: -50_000, max: 400 }).map((days): LocalDate => addDays(today, days))
  const anyPerson: fc.Arbitrary<RoutedPerson> = fc.record({
    birth: fc.option(
      fc.record({ date: anyDate, precision: fc.constantFrom('exact', 'month', 'year', 'estimated') }),
    ),
    sex: fc.constantFrom('L', 'P', null),
  })
  // A clerk's own words may hold a brace; without one, a brace in a reason is a hole that nothing filled.
  const anyWords = fc.string().map((words) => words.replaceAll(/[{}]/g, ''))
  const anyArrival: fc.Arbitrary<Arrival> = fc.record({
    purpose: fc.constantFrom(...purposes.map((purpose) => purpose.code), 'entah'),
    pregnancy: fc.option(fc.record({ weeks: fc.option(fc.integer({ min: 1, max: 45 })) })),
    deliveredOn: fc.option(anyDate),
    emergency: fc.subarray([...emergencySigns]),
    symptoms: fc.subarray([...symptoms]),
    needsHelp: fc.boolean(),
    chosenPriority: fc.option(
      fc.record({ code: fc.constantFrom('lainnya', 'lansia', 'entah'), reason: fc.option(anyWords) }),
    ),
  })
  const anyRoom = fc.record({
    name: fc.constant('Ruang'),
    publicLabel: fc.constant('Ruang'),
    cluster: fc.constantFrom(...clusterCodes),
    series: fc.constantFrom('A', 'B', 'C'),
    roles: fc.subarray([...roomRoles]),
    active: fc.boolean(),
  })
  const anyRooms = fc
    .tuple(anyRoom, fc.array(anyRoom, { maxLength: 8 }))
    .map(([open, others]): [Room, ...Room[]] => [
      { ...open, id: '0', ratio: 2, active: true },
      ...others.map((room, place) => ({ ...room, id: String(place + 1), ratio: 2 })),
    ])

  test('routing names exactly one open room and at least one reason, whoever comes and whatever is open', () => {
    fc.assert(
      fc.property(anyPerson, anyArrival, anyRooms, fc.boolean(), (who, what, where, suspectsGoToK4) => {
        const answer = routeVisit(who, what, where, bookOf({ suspectsGoToK4 }), today)
        expect(where.filter((room) => room === answer.room)).toHaveLength(1)
        expect(answer.room.active).toBe(true)
        expect(answer.reasons.length).toBeGreaterThan(0)
        for (const reason of answer.reasons) expect(reason).toMatch(/^[^{}]{8,}$/)
      }),
      { numRuns: 500 },
    )
  })

  test('an emergency always goes to the emergency or procedure room while one is open', () => {
    fc.assert(
      fc.property(anyPerson, anyArrival, fc.constantFrom(...emergencySigns), (who, what, sign) => {
        const answer = routeVisit(who, { ...what, emergency: [sign] }, rooms, book, today)
        expect(answer.room.series).toBe('E')
      }),
    )
  })

  test('a woman who is pregnant belongs to klaster 2 at any age, unless she needs only a service of all clusters', () => {
    const services = ['ambil_obat', 'laboratorium', 'tindakan']
    fc.assert(
      fc.property(anyPerson, anyArrival, (who, what) => {
        fc.pre(!services.includes(what.purpose))
        const pregnant = { ...what, pregnancy: { weeks: 20 }, emergency: [] }
        expect(routeVisit({ ...who, sex: 'P' }, pregnant, rooms, book, today).cluster).toBe('k2')
      }),
    )
  })
})

describe('what cannot be is refused before routing', () => {
  test.each<[string, RoutedPerson, Partial<Arrival>, string[]]>([
    ['a pregnant man', person('1990-01-01', 'L'), { pregnancy: { weeks: 10 } }, ['pregnant_man']],
    ['a man after delivery', person('1990-01-01', 'L'), { deliveredOn: today }, ['pregnant_man']],
    ['a man in labour', person('1990-01-01', 'L'), { emergency: ['persalinan'] }, ['pregnant_man']],
    [
      'both at once',
      person('1990-01-01', 'P'),
      { pregnancy: { weeks: 10 }, deliveredOn: today },
      ['pregnant_and_postpartum'],
    ],
    [
      'a delivery tomorrow',
      person('1990-01-01', 'P'),
      { deliveredOn: day('2026-11-22') },
      ['delivery_in_future'],
    ],
    ['day 43', person('1990-01-01', 'P'), { deliveredOn: day('2026-10-09') }, ['delivery_too_long_ago']],
    ['week 46', person('1990-01-01', 'P'), { pregnancy: { weeks: 46 } }, ['weeks_invalid']],
    ['day 42 is fine', person('1990-01-01', 'P'), { deliveredOn: day('2026-10-10') }, []],
    ['a pregnancy of unknown sex is fine', person(null, null), { pregnancy: { weeks: null } }, []],
  ])('%s', (_title, who, changes, codes) => {
    expect(checkArrival(who, arrival(changes), today).map((found) => found.code)).toEqual(codes)
  })

  test.each([
    ['2017-01-01', 1],
    ['2016-11-21', 0],
    ['1971-11-21', 1],
    ['1971-11-22', 0],
  ])('a pregnant woman born %s raises %i doubts, and no refusal', (birth, doubts) => {
    const pregnant = arrival({ pregnancy: { weeks: 20 } })
    expect(doubtArrival(person(birth, 'P'), pregnant, today)).toHaveLength(doubts)
    expect(checkArrival(person(birth, 'P'), pregnant, today)).toEqual([])
  })
})
