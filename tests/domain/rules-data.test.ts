import { describe, expect, test } from 'vitest'
import { type ClusterCode, clusterCodes, clusterLabel } from '#domain/cluster'
import { parseLocalDate } from '#domain/local-date'
import { checkPurpose, suitsPurpose } from '#domain/purpose'
import { roomRoles } from '#domain/room'
import { effectiveOn, schemeOn } from '#domain/rule-book'
import { day, person, presets, priorities, purposes, rules, schemes, today } from './fixtures.ts'

describe('dated rules', () => {
  test('every rule has a real first day, and no two in force share a code or an order', () => {
    const lists = [
      rules.map((rule) => ({ ...rule, code: rule.id })),
      purposes,
      priorities,
      schemes.map((scheme, order) => ({ ...scheme, order })),
    ]
    for (const list of lists) {
      for (const item of list) expect(parseLocalDate(item.effectiveFrom)).toBe(item.effectiveFrom)
      const inForce = effectiveOn<{ code: string; order: number; effectiveFrom: string }>(list, today)
      expect(new Set(inForce.map((item) => item.code)).size).toBe(inForce.length)
      expect(new Set(inForce.map((item) => item.order)).size).toBe(inForce.length)
    }
  })

  test('a rule holds on its first and its last day', () => {
    const rule = { effectiveFrom: '2026-01-10', effectiveTo: '2026-01-20' }
    const days = ['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-21'].map(day)
    expect(days.map((on) => effectiveOn([rule], on).length)).toEqual([0, 1, 1, 0])
  })

  test('rules speak only of purposes, clusters and roles that exist', () => {
    const known = purposes.map((purpose) => purpose.code)
    for (const rule of rules) {
      expect(clusterCodes).toContain(rule.to.cluster)
      for (const role of rule.to.roles) expect(roomRoles).toContain(role)
      for (const purpose of rule.when.purposes ?? []) expect(known).toContain(purpose)
    }
  })

  test('reasons name a cluster only through the scheme, so that another reading changes them all', () => {
    for (const rule of [...rules, ...priorities]) {
      expect(rule.because).not.toMatch(/klaster\s*(\d|[ivx]+\b)/i)
      const words = [...rule.because.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect([
        'usia',
        'tahap',
        'hamil',
        'hari_nifas',
        'tanda',
        'gejala',
        'keperluan',
        'klaster',
        'alasan',
      ]).toEqual(expect.arrayContaining(words))
    }
  })
})

describe('both readings of the decree', () => {
  test.each<[string, string, ClusterCode, string]>([
    ['4-klaster', '2026-11-21', 'k2', 'Klaster 2 Ibu & Anak'],
    ['4-klaster', '2026-11-21', 'k4', 'Klaster 4 Penanggulangan Penyakit & Kesehatan Lingkungan'],
    ['4-klaster', '2024-12-24', 'k4', 'Klaster 4 Penanggulangan Penyakit & Kesehatan Lingkungan'],
    ['4-klaster', '2024-12-23', 'k4', 'Klaster 4 Penanggulangan Penyakit Menular'],
    ['4-klaster', '2020-01-01', 'k4', 'Klaster 4 Penanggulangan Penyakit Menular'],
    ['4-klaster', '2026-11-21', 'lk', 'Lintas Klaster'],
    ['5-klaster', '2026-11-21', 'k3', 'Klaster III Dewasa & Lansia'],
    ['5-klaster', '2026-11-21', 'lk', 'Klaster V Lintas Klaster'],
  ])('%s on %s calls %s %s', (code, on, cluster, label) => {
    const scheme = schemeOn(schemes, code, day(on))
    expect(scheme && clusterLabel(scheme, cluster)).toBe(label)
  })

  test('only the second counts lintas klaster', () => {
    const counts = ['4-klaster', '5-klaster'].map(
      (code) => schemeOn(schemes, code, today)?.clusters.filter((cluster) => cluster.counted).length,
    )
    expect(counts).toEqual([4, 5])
  })

  test('every scheme knows every cluster, and an unknown scheme is nobody', () => {
    for (const scheme of schemes)
      expect(scheme.clusters.map((cluster) => cluster.code)).toEqual([...clusterCodes])
    expect(schemeOn(schemes, '6-klaster', today)).toBeNull()
  })
})

describe('rooms to begin with', () => {
  const letters: Record<ClusterCode, RegExp> = { k1: /D/, k2: /A/, k3: /C/, k4: /F/, lk: /[BDE]/ }

  test.each(presets)(
    '$name: a room inherits the letter of its group, and public labels never name a disease',
    (preset) => {
      for (const room of preset.rooms) {
        expect(room.series).toMatch(letters[room.cluster])
        expect(room.publicLabel).not.toMatch(/tb|hiv|ims|jiwa|batuk|menular|kb|infeksi/i)
        if (room.roles.includes('gigi')) expect(room.series).toBe('B')
        if (room.roles.includes('darurat')) expect(room.series).toBe('E')
      }
    },
  )

  test.each(presets)('$name: public labels are different, so a call cannot be misunderstood', (preset) => {
    const labels = preset.rooms.map((room) => room.publicLabel)
    expect(new Set(labels).size).toBe(labels.length)
  })

  test.each(presets)('$name: every first role that a rule asks for has a room', (preset) => {
    const present = preset.rooms.flatMap((room) => room.roles)
    const options = preset.code === 'kecil' ? ['batuk'] : []
    for (const rule of rules) expect([...present, ...options]).toContain(rule.to.roles[0])
  })
})

describe('a purpose suits a person', () => {
  const suits = (code: string, sex: 'L' | 'P' | null, years: number | null) => {
    const purpose = purposes.find((candidate) => candidate.code === code)
    return purpose && suitsPurpose(purpose, { sex, years })
  }

  test.each([
    ['anc', 'P', 25, true],
    ['anc', 'L', 25, false],
    ['anc', 'P', 8, false],
    ['anc', 'P', 61, false],
    ['anc', null, null, true],
    ['kb', 'L', 40, true],
    ['catin', 'P', 14, false],
    ['tumbuh_kembang', 'L', 6, true],
    ['tumbuh_kembang', 'L', 7, false],
    ['berobat', null, null, true],
  ] as const)('%s for %s of %s years: %s', (code, sex, years, expected) => {
    expect(suits(code, sex, years)).toBe(expected)
  })

  test('an estimated age refuses nothing, an exact one does, with the purpose by name', () => {
    const catin = purposes.find((purpose) => purpose.code === 'catin')
    if (!catin) throw new Error('no catin')
    expect(checkPurpose(catin, person('2014-07-01', 'P', 'estimated'), today)).toBeNull()
    expect(checkPurpose(catin, person('2014-07-01', 'P'), today)).toEqual({
      code: 'purpose_not_for',
      params: { purpose: 'Calon pengantin' },
    })
  })
})
