/** Draws the pages of a PDF by pdf.js, loaded when the first is asked for: no script of the document runs, no form is active. */
import type * as Pdfjs from 'pdfjs-dist'
import { element } from './element.ts'
import type { MarkedPage } from './evidence-marks.ts'

type Page = Pdfjs.PDFPageProxy

const library = '/ops/pdf.min.mjs'
const worker = '/ops/pdf.worker.min.mjs'
/** More is not looked at beside its values. */
const mostPages = 15
/** Canvas pixels of a page's width, whatever the screen: sharp enough to read small print. */
const widthInPixels = 1_200

let loading: Promise<typeof Pdfjs> | undefined

function pdfjs(): Promise<typeof Pdfjs> {
  loading ??= (import(library) as Promise<typeof Pdfjs>).then((loaded) => {
    loaded.GlobalWorkerOptions.workerSrc = worker
    return loaded
  })
  return loading
}

/** `drawn` gets each page as it comes. Throws what pdf.js throws for a file that it cannot read. */
export async function drawPdf(
  data: Uint8Array,
  name: string,
  drawn: (page: MarkedPage) => void,
  isCurrent: () => boolean,
): Promise<void> {
  const { getDocument } = await pdfjs()
  const task = getDocument({ data, enableXfa: false, useWasm: false })
  try {
    const file = await task.promise
    const count = Math.min(file.numPages, mostPages)
    for (let number = 1; number <= count && isCurrent(); number++) {
      const page = await drawPage(await file.getPage(number), `Page ${number} of ${file.numPages} of ${name}`)
      if (isCurrent()) drawn({ page: number, ...page })
    }
    if (file.numPages > count && isCurrent())
      drawn({
        page: 0,
        node: element(
          'p',
          { class: 'empty' },
          `${file.numPages - count} pages more: save the file to see them.`,
        ),
      })
  } finally {
    await task.destroy()
  }
}

async function drawPage(page: Page, label: string): Promise<Omit<MarkedPage, 'page'>> {
  const { width } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: widthInPixels / width })
  const canvas = element('canvas', {
    width: Math.round(viewport.width),
    height: Math.round(viewport.height),
    role: 'img',
    'aria-label': label,
  })
  await page.render({ canvas, viewport }).promise
  return { node: element('figure', { class: 'page' }, canvas) }
}
