/** Makes elements; text goes in as text, never as markup, whoever wrote it. */

export type Child = Node | string | number | null | undefined
type Value = string | number | boolean | undefined | ((event: Event) => void)

/** A function is a listener of the event after `on`; true is an attribute without value, false and undefined are none. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.replace(/^on/, ''), value)
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value !== undefined) made.setAttribute(name, plain(String(value)))
  }
  made.append(...nodes(children))
  return made
}

/** Without the marks that turn the direction of what follows: a name must not read as another. */
const plain = (text: string): string => text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')

const nodes = (children: readonly Child[]): (Node | string)[] =>
  children.flatMap((child) =>
    child === null || child === undefined ? [] : [child instanceof Node ? child : plain(String(child))],
  )

/** What was shown in a node last, so that what has not changed is left alone. */
const shown = new WeakMap<Element, string>()

/** Shows what `draw` makes of the value, where it has changed; whoever had the keyboard there keeps it, found again by `data-key`. */
export function show(node: HTMLElement, value: unknown, draw: () => readonly Child[]): void {
  const text = JSON.stringify(value)
  if (shown.get(node) === text) return
  shown.set(node, text)
  const focused = document.activeElement
  const key = focused instanceof HTMLElement && node.contains(focused) ? focused.dataset['key'] : undefined
  node.replaceChildren(...nodes(draw()))
  if (key !== undefined) focusKey(key, node)
}

export function focusKey(key: string, within: ParentNode = document): void {
  const again = within.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  again?.focus({ preventScroll: true })
}

/** For whoever listens instead of looking. */
export function say(text: string): void {
  const place = document.getElementById('said')
  if (place !== null) place.textContent = text
}
