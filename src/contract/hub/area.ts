import { z } from 'zod'
import { deskPage } from '../access.ts'
import { base } from '../base.ts'

export const village = z.object({
  code: z.string(),
  name: z.string(),
  district: z.string(),
  regency: z.string(),
  province: z.string(),
})
const district = z.object({ code: z.string(), name: z.string(), regency: z.string(), province: z.string() })

/** Kemendagri areas: public facts, needed before anyone can sign in (first setup). */
export const area = {
  searchVillages: base
    .meta({ access: deskPage })
    .input(z.object({ text: z.string().max(80) }))
    .output(z.array(village.extend({ insideArea: z.boolean() }))),
  searchDistricts: base
    .meta({ access: deskPage })
    .input(z.object({ text: z.string().max(80) }))
    .output(z.array(district)),
  villagesOfDistrict: base
    .meta({ access: deskPage })
    .input(z.object({ code: z.string().regex(/^\d{6}$/) }))
    .output(z.array(village)),
}
