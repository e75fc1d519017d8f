/** Goes through a list page by page: the first received first, as the index has them. */
import { element } from './element.ts'

export function pager(turned: () => void) {
  /** Where each page so far began; the last one is shown. */
  let begins: readonly (string | undefined)[] = [undefined]
  let next: string | null = null
  const first = element('button', { type: 'button', onclick: () => turn([undefined]) }, 'First page')
  const onward = element(
    'button',
    { type: 'button', onclick: () => turn([...begins, next ?? undefined]) },
    'Next page',
  )
  const node = element('p', { class: 'pager buttons', hidden: true }, first, onward)
  function turn(to: readonly (string | undefined)[]): void {
    begins = to
    onward.disabled = true
    turned()
  }
  return {
    node,
    /** Behind the page's other parameters. */
    query(): string {
      const after = begins.at(-1)
      return after === undefined ? '' : `&after=${encodeURIComponent(after)}`
    },
    showNext(after: string | null): void {
      next = after
      onward.disabled = after === null
      first.disabled = begins.length === 1
      node.hidden = after === null && begins.length === 1
    },
  }
}
