/** The drawing operators of pdf.js that say where and in which colour something is painted (its `OPS`), and their matrices. */

export type Matrix = readonly [number, number, number, number, number, number]

export const OPS = {
  setGState: 9,
  save: 10,
  restore: 11,
  transform: 12,
  beginText: 31,
  setFont: 37,
  setTextRenderingMode: 38,
  moveText: 40,
  setTextMatrix: 42,
  showText: 44,
  setFillColorN: 55,
  setFillRGBColor: 59,
  shadingFill: 62,
  paintFormXObjectBegin: 74,
  paintFormXObjectEnd: 75,
  constructPath: 91,
  /** Fill, with or without a stroke, by either rule. */
  filling: new Set([22, 23, 24, 25, 26, 27]),
  drawing: new Set([44, 62, 83, 84, 85, 86, 87, 88, 89, 90, 91, 94]),
} as const

export function matrixOf(value: unknown): Matrix {
  if (value === null || typeof value !== 'object') return [1, 0, 0, 1, 0, 0]
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(value as ArrayLike<number>)
  return [a, b, c, d, e, f]
}

/** First the second, then the first. */
export const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
]
