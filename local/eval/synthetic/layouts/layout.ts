/** What a layout is: it draws the facts on a canvas in its own way. */
import type { Canvas } from '../canvas.ts'
import type { Facts } from '../facts.ts'

export type Layout = (canvas: Canvas, facts: Facts) => void

/** Where the four columns of items usually stand, in points from the left: the last three by their right ends. */
export const usual = [50, 360, 450, 545] as const
