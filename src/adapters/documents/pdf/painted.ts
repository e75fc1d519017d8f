/** Follows a page's drawing operators and keeps where text, filled boxes and pictures come to lie, and in which order. */
import { matrixOf, OPS, times, type Matrix } from './operators.ts'

export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

export interface PaintedText {
  readonly kind: 'text'
  readonly box: Box
  /** "#rrggbb", or undefined where a pattern fills it. */
  readonly colour: string | undefined
  /** By its rendering mode nothing of it is shown. */
  readonly isInvisible: boolean
}

export type Painted =
  | PaintedText
  /** Without a colour: a pattern or a shade. */
  | { readonly kind: 'fill'; readonly box: Box; readonly colour: string | undefined }
  | { readonly kind: 'picture'; readonly box: Box }

interface State {
  ctm: Matrix
  colour: string | undefined
  isOpaque: boolean
  mode: number
  size: number
  /** For a picture that was left out: its place is set, and nothing is drawn before the state is taken back. */
  hasPlace: boolean
  hasDrawn: boolean
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** Pictures are not decoded; they show as a place that is set for nothing. Smaller ones, in points, hide no words. */
const smallestPicture = 20
const everywhere: Box = { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 }
const identity: Matrix = [1, 0, 0, 1, 0, 0]

export function paintedOn({ fnArray, argsArray }: Operators): Painted[] {
  const painted: Painted[] = []
  const stack: State[] = []
  let state: State = {
    ctm: identity,
    colour: '#000000',
    isOpaque: true,
    mode: 0,
    size: 1,
    hasPlace: false,
    hasDrawn: false,
  }
  let line: Matrix = identity
  let place: Matrix = identity

  const save = (): void => {
    stack.push(state)
    state = { ...state, hasPlace: false, hasDrawn: false }
  }
  const restore = (): void => {
    const box = boxOf(state.ctm, 0, 0, 1, 1)
    const isLarge = box.right - box.left > smallestPicture && box.top - box.bottom > smallestPicture
    if (state.hasPlace && !state.hasDrawn && isLarge) painted.push({ kind: 'picture', box })
    const drawn = state.hasDrawn
    state = stack.pop() ?? state
    state.hasDrawn ||= drawn
  }
  const fill = (box: Box): void => {
    if (state.isOpaque) painted.push({ kind: 'fill', box, colour: state.colour })
  }
  const show = (glyphs: unknown): void => {
    const { width, hasInk } = extentOf(glyphs, state.size)
    const box = boxOf(times(state.ctm, place), 0, -0.2 * state.size, width, 0.8 * state.size)
    if (hasInk)
      painted.push({
        kind: 'text',
        box,
        colour: state.colour,
        isInvisible: state.mode === 3 || state.mode === 7,
      })
    place = times(place, [1, 0, 0, 1, width, 0])
  }
  const moveTo = (matrix: Matrix): void => {
    line = matrix
    place = matrix
  }

  fnArray.forEach((operator, i) => {
    const args = (argsArray[i] ?? []) as readonly unknown[]
    state.hasDrawn ||= OPS.drawing.has(operator)
    switch (operator) {
      case OPS.save:
        return save()
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        return restore()
      case OPS.paintFormXObjectBegin:
        save()
        state.ctm = times(state.ctm, matrixOf(args[0]))
        state.hasDrawn = true
        return
      case OPS.transform:
        state.ctm = times(state.ctm, matrixOf(args))
        state.hasPlace = true
        return
      case OPS.setFillRGBColor:
        state.colour = typeof args[0] === 'string' ? args[0] : undefined
        return
      case OPS.setFillColorN:
        state.colour = undefined
        return
      case OPS.setGState:
        state.isOpaque = opacityOf(args[0]) ?? state.isOpaque
        return
      case OPS.setTextRenderingMode:
        state.mode = Number(args[0])
        return
      case OPS.setFont:
        state.size = Number(args[1])
        return
      case OPS.beginText:
        return moveTo(identity)
      case OPS.setTextMatrix:
        return moveTo(matrixOf(args[0]))
      case OPS.moveText:
        return moveTo(times(line, [1, 0, 0, 1, Number(args[0]), Number(args[1])]))
      case OPS.showText:
        return show(args[0])
      case OPS.shadingFill:
        painted.push({ kind: 'fill', box: everywhere, colour: undefined })
        return
      case OPS.constructPath: {
        const box = rectangleOf(args, state.ctm)
        if (box) fill(box)
      }
    }
  })
  return painted
}

/** A path of at most four corners that is filled; its third argument is [left, bottom, right, top]. */
function rectangleOf([operator, paths, bounds]: readonly unknown[], ctm: Matrix): Box | undefined {
  const path = Array.isArray(paths) ? (paths[0] as ArrayLike<number> | null) : null
  if (!OPS.filling.has(Number(operator)) || !path || path.length > 16 || !bounds) return undefined
  const [left = 0, bottom = 0, right = 0, top = 0] = [...(bounds as Iterable<number>)]
  return boxOf(ctm, left, bottom, right, top)
}

function extentOf(glyphs: unknown, size: number): { width: number; hasInk: boolean } {
  let width = 0
  let hasInk = false
  for (const glyph of Array.isArray(glyphs) ? (glyphs as unknown[]) : []) {
    if (typeof glyph === 'number') width -= (glyph * size) / 1000
    else {
      const { width: own, isSpace } = glyph as { width?: number; isSpace?: boolean }
      width += ((own ?? 0) * size) / 1000
      hasInk ||= isSpace !== true
    }
  }
  return { width, hasInk }
}

/** Whether fills cover what lies under them; undefined where the setting does not say. */
function opacityOf(settings: unknown): boolean | undefined {
  const pairs = Array.isArray(settings) ? (settings as readonly (readonly unknown[])[]) : []
  const opacity = pairs.find(([name]) => name === 'ca')
  return opacity === undefined ? undefined : Number(opacity[1]) > 0.95
}

function boxOf([a, b, c, d, e, f]: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const corners = [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const
  const xs = corners.map(([x, y]) => a * x + c * y + e)
  const ys = corners.map(([x, y]) => b * x + d * y + f)
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}
