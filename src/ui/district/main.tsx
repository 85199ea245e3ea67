import { District } from './District.tsx'
import { openDistrictPage } from './DistrictPage.tsx'

openDistrictPage(<District />)
