import { quietModules } from '#domain/patient-paper'
import { type CodePicture, drawQrCode } from '#ui/shared/bar-code.ts'
import classes from './papers.module.css'

/** Code 128 with its quiet zones, the narrowest bar `barMm` wide. */
export function BarCode({
  picture,
  barMm,
  heightMm,
}: {
  picture: CodePicture
  barMm: number
  heightMm: number
}) {
  const modules = picture.width + 2 * quietModules
  return (
    <svg
      className={classes.code}
      data-code="code128"
      viewBox={`${-quietModules} 0 ${modules} ${picture.height}`}
      preserveAspectRatio="none"
      width={`${modules * barMm}mm`}
      height={`${heightMm}mm`}
      aria-hidden
    >
      <path d={picture.path} />
    </svg>
  )
}

/** Four light modules around it belong to a QR code (ISO/IEC 18004). */
const quiet = 4

export function QrCode({ text, sizeMm }: { text: string; sizeMm: number }) {
  const { width, path } = drawQrCode(text)
  const modules = width + 2 * quiet
  return (
    <svg
      className={classes.code}
      data-code="qr"
      viewBox={`${-quiet} ${-quiet} ${modules} ${modules}`}
      width={`${sizeMm}mm`}
      height={`${sizeMm}mm`}
      aria-hidden
    >
      <path d={path} />
    </svg>
  )
}
