import { openPage } from '#ui/shared/Page.tsx'
import { Desk } from './Desk.tsx'

openPage(<Desk />)
