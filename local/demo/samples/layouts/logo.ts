/** A small round logo, as signatures carry it. */
import { png } from './png.ts'

const size = 72

/** `colour` is "#rrggbb". */
export function logo(colour: string): Uint8Array {
  const [red = 0, green = 0, blue = 0] = (colour.slice(1).match(/../g) ?? []).map((hex) =>
    Number.parseInt(hex, 16),
  )
  const pixels = new Uint8Array(size * size * 3).fill(255)
  const middle = (size - 1) / 2
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - middle, y - middle)
      const isRing = distance < middle && distance > middle * 0.62
      const isBar = distance < middle * 0.62 && Math.abs(x - y) < 7
      if (isRing || isBar) pixels.set([red, green, blue], (y * size + x) * 3)
    }
  return png({ width: size, height: size, channels: 3, pixels })
}
