import { z } from 'zod'
import { deskHead } from '../access.ts'
import { base } from '../base.ts'
import { id, room, text } from './shapes.ts'

/** Rooms after setup. A room that was used is never deleted, only switched off. */
export const rooms = {
  list: base.meta({ access: deskHead }).output(z.array(room)),
  save: base
    .meta({ access: deskHead })
    .input(room.extend({ id: id.nullable(), name: text(40), publicLabel: text(30) }))
    .output(room),
}
