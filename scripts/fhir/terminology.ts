import type { CodeSystem, CodeSystemConcept, CodeSystemProperty } from 'fhir/r4'
import {
  careCoding,
  clusterCoding,
  lifeStageCoding,
  payerCoding,
  problemCoding,
  purposeCoding,
} from '#contract/fhir'
import { clusterCodes, clusterLabel } from '#domain/cluster'
import { coverageLabels } from '#domain/coverage'
import { errorCodes } from '#domain/errors'
import { lifeStageLabels, lifeStages, motherhoodLabels, motherhoodStages } from '#domain/life-stage'
import { payerLabels, payers } from '#domain/payer'
import type { Purpose } from '#domain/purpose'
import { careItems, clusterSchemes } from '#hub/rule-resources'
import purposeData from '#resources/rules/purposes.json' with { type: 'json' }

/** The code systems that Loket's resources speak in, made from the data the program itself runs on. */
export const codeSystems: readonly CodeSystem[] = [
  codeSystem(clusterCoding, 'Klaster', 'Klaster Integrasi Layanan Primer', {
    description:
      'Klaster yang melayani kunjungan, KMK HK.01.07/MENKES/2015/2023. Kode tetap; nama dan angkanya berbeda menurut cara daerah menghitung.',
    concept: clusterCodes.map(clusterConcept),
  }),
  codeSystem(lifeStageCoding, 'TahapHidup', 'Tahap hidup', {
    description:
      'Tahap hidup pada hari kunjungan. Ibu hamil dan ibu nifas dihitung demikian berapa pun umurnya.',
    concept: [
      ...lifeStages.map((code) => ({ code, display: lifeStageLabels[code] })),
      ...motherhoodStages.map((code) => ({ code, display: motherhoodLabels[code] })),
    ],
  }),
  codeSystem(purposeCoding, 'Keperluan', 'Keperluan kunjungan', {
    description: 'Untuk apa orang datang, seperti ditanyakan di loket. Puskesmas dapat menambah sendiri.',
    content: 'fragment',
    concept: [...new Map((purposeData as Purpose[]).map(({ code, label }) => [code, label]))].map(
      ([code, display]) => ({ code, display }),
    ),
  }),
  codeSystem(payerCoding, 'Penjamin', 'Penjamin', {
    description: 'Siapa yang membayar; JKN menurut segmen kepesertaan.',
    concept: [
      ...payers.map((code) => ({ code, display: payerLabels[code] })),
      { code: 'jkn', display: coverageLabels.jkn },
    ],
  }),
  codeSystem(careCoding, 'Pelayanan', 'Pelayanan yang jatuh tempo', {
    description:
      'Butir jadwal pelayanan menurut umur, kehamilan, dan gejala. Satu butir imunisasi dapat berisi beberapa vaksin sekali datang.',
    property: [
      { code: 'kelompok', type: 'string', description: 'Butir sekelompok saling menggantikan menurut umur.' },
      {
        code: 'imunisasi',
        type: 'boolean',
        description: 'Dikirim sebagai Immunization; yang lain sebagai Observation.',
      },
      { code: 'cvx', type: 'string', description: 'Kode CVX, bila satu kode menyebut tepat vaksin ini.' },
      { code: 'berlakuSejak', type: 'dateTime' },
      { code: 'sumber', type: 'string' },
    ],
    concept: careItems.map(({ id, code, label, vaccine, effectiveFrom, source }) => ({
      code: id,
      display: label,
      property: [
        { code: 'kelompok', valueString: code },
        { code: 'imunisasi', valueBoolean: vaccine !== null },
        ...(vaccine?.cvx ? [{ code: 'cvx', valueString: vaccine.cvx.code }] : []),
        { code: 'berlakuSejak', valueDateTime: effectiveFrom },
        { code: 'sumber', valueString: source },
      ],
    })),
  }),
  codeSystem(problemCoding, 'Masalah', 'Masalah', {
    description:
      'Kode di OperationOutcome.issue.details.coding. Kalimatnya ada di details.text; program bercabang menurut kode.',
    concept: errorCodes
      .filter((code) => code.startsWith('fhir_') || code === 'unexpected')
      .map((code) => ({ code })),
  }),
]

/** In the words of the scheme that counts four, and of the one that counts five. */
function clusterConcept(code: (typeof clusterCodes)[number]): CodeSystemConcept {
  const current = clusterSchemes.filter(({ effectiveTo }) => effectiveTo === null)
  const [display = code, ...others] = current.map((scheme) => clusterLabel(scheme, code))
  return { code, display, designation: others.map((value) => ({ language: 'id', value })) }
}

type Content = {
  description: string
  concept: CodeSystemConcept[]
  property?: CodeSystemProperty[]
} & Partial<Pick<CodeSystem, 'content'>>

function codeSystem(
  url: string,
  name: string,
  title: string,
  { description, concept, property, content = 'complete' }: Content,
): CodeSystem {
  return {
    resourceType: 'CodeSystem',
    url,
    name,
    title,
    status: 'active',
    publisher: 'Loket',
    description,
    caseSensitive: true,
    content,
    ...(property ? { property } : {}),
    concept,
  }
}
