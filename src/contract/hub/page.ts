import { z } from 'zod'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { id } from './shapes.ts'

/** Opens another page of Loket: the answer's address carries a one-time code that becomes that page's own token. */
export const pages = {
  open: base
    .meta({ access: deskClerks })
    .input(
      z.discriminatedUnion('surface', [
        z.object({ surface: z.literal('room'), roomId: id }),
        z.object({ surface: z.literal('display') }),
        z.object({ surface: z.literal('kiosk') }),
      ]),
    )
    .output(z.object({ url: z.string() })),
}
