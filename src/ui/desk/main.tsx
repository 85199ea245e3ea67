import { openHubPage } from '#ui/shared/HubPage.tsx'
import { Desk } from './Desk.tsx'

openHubPage(<Desk />)
