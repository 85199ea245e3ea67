/** The same bytes with as many noughts behind them; what was given is empty afterwards. */
export function doubled(buffer: ArrayBuffer): ArrayBuffer {
  return buffer.transfer(buffer.byteLength * 2)
}
