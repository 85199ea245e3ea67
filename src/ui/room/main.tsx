import { openPage } from '#ui/shared/Page.tsx'
import { Room } from './Room.tsx'

openPage(<Room />)
