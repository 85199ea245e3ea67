import { openHubPage } from '#ui/shared/HubPage.tsx'
import { Room } from './Room.tsx'

openHubPage(<Room />)
