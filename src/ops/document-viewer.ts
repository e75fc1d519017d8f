/** Shows an invoice's documents: PDF pages drawn here, pictures, plain text; anything else can only be saved. */
import type { WholeInvoice } from './answers.ts'
import { askBytes, SignedOut } from './ask.ts'
import { element } from './element.ts'
import { createMarks, type Mark, type MarkedPage } from './evidence-marks.ts'
import { drawPdf } from './pdf-pages.ts'
import { troubleText } from './poll.ts'

type File = WholeInvoice['files'][number]

export interface DocumentViewer {
  readonly node: HTMLElement
  /** Loads the first file; does nothing where these are shown already. */
  show(files: readonly File[]): void
  /** What was read where, in the first file. */
  mark(marks: readonly Mark[]): void
  /** Elements with `data-row` light up with their mark, and the other way round. */
  link(rows: HTMLElement): void
  /** Brings the mark of a field into sight. */
  point(name: string): void
  stop(): void
}

const mostText = 200_000
const decoder = new TextDecoder()

export function documentViewer(invoiceId: string): DocumentViewer {
  const tabs = element('div', { class: 'tabs' })
  const place = element('div', { class: 'document', tabindex: '0', role: 'region', 'aria-label': 'Document' })
  const node = element(
    'section',
    { 'aria-labelledby': 'documents' },
    element('h2', { id: 'documents' }, 'Document'),
    tabs,
    place,
  )
  const marks = createMarks(place)
  let shownFiles = ''
  let url: string | undefined
  let loading = 0

  async function load(file: File, number: number): Promise<void> {
    const mine = ++loading
    const isCurrent = () => mine === loading
    forget()
    marks.setPages([])
    place.replaceChildren(element('p', { class: 'empty' }, `Loading ${file.name}…`))
    try {
      const blob = await askBytes(`/desk/invoices/${encodeURIComponent(invoiceId)}/documents/${number}`)
      if (!isCurrent()) return
      url = URL.createObjectURL(blob)
      const save = element(
        'p',
        { class: 'quiet' },
        element('a', { href: url, download: file.name }, `Save ${file.name}`),
      )
      const pages: MarkedPage[] = []
      place.replaceChildren(save)
      await draw(
        blob,
        file,
        url,
        (page) => {
          place.insertBefore(page.node, save)
          pages.push(page)
          // Only the first file was read.
          if (number === 1) marks.setPages(pages)
        },
        isCurrent,
      )
    } catch (error) {
      if (isCurrent() && !(error instanceof SignedOut))
        place.replaceChildren(
          element(
            'p',
            { class: 'fault' },
            `${file.name} cannot be shown. ${error instanceof TypeError ? '' : troubleText(error)}`,
          ),
        )
    }
  }
  function forget(): void {
    if (url !== undefined) URL.revokeObjectURL(url)
    url = undefined
  }

  return {
    node,
    mark: (all) => marks.setMarks(all),
    link: (rows) => marks.link(rows),
    point: (name) => marks.point(name),
    show(files) {
      if (shownFiles === JSON.stringify(files)) return
      shownFiles = JSON.stringify(files)
      const [first] = files
      if (first === undefined) {
        place.replaceChildren(element('p', { class: 'empty' }, 'No document is kept.'))
        return
      }
      const buttons = files.map((file, at) => {
        const onclick = () => {
          for (const one of buttons) one.setAttribute('aria-pressed', String(one === button))
          void load(file, at + 1)
        }
        const button = element('button', { type: 'button', 'aria-pressed': at === 0, onclick }, file.name)
        return button
      })
      for (const [at, button] of buttons.entries()) button.setAttribute('aria-pressed', String(at === 0))
      tabs.replaceChildren(...(files.length > 1 ? buttons : []))
      void load(first, 1)
    },
    stop() {
      loading++
      forget()
    },
  }
}

/** By the type that the app found in the bytes, never by what the mail said of them. */
async function draw(
  blob: Blob,
  { name }: File,
  url: string,
  drawn: (page: MarkedPage) => void,
  isCurrent: () => boolean,
): Promise<void> {
  if (blob.type === 'application/pdf')
    return drawPdf(new Uint8Array(await blob.arrayBuffer()), name, drawn, isCurrent)
  if (blob.type === 'image/png' || blob.type === 'image/jpeg') {
    const picture = element('img', { src: url, alt: `Picture of ${name}` })
    await picture.decode()
    drawn({ page: 1, node: element('figure', { class: 'page' }, picture) })
    return
  }
  const text = /\.(xml|txt|csv)$/i.test(name)
    ? decoder.decode(await blob.slice(0, mostText).arrayBuffer())
    : undefined
  const node =
    text === undefined
      ? element('p', { class: 'empty' }, 'This kind of file is not shown here.')
      : element('pre', {}, text)
  drawn({ page: 0, node })
}
