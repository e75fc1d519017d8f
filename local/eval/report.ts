/** One HTML page on a set that was read: what was missed, and each document's pages with boxes where its values were read. */
import { encodeXML } from 'entities'
import {
  type Field,
  fieldLabels,
  type FieldName,
  fieldNames,
  type ParsedDocument,
} from '../../src/domain/reading.ts'
import { colourOf, marksOf, numberOf } from './marks.ts'
import { type Mark, pagePicture, shownWidth } from './page-picture.ts'
import type { ReadDocument } from './read-set.ts'
import { evidenceText, type Miss, type ScoredSet } from './score-set.ts'

const style = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#1f2430}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{border:1px solid #c9ced8;padding:.2rem .5rem;text-align:left;vertical-align:top}
article{display:flex;gap:1.5rem;align-items:flex-start;border-top:1px solid #c9ced8;padding:1rem 0}
figure{margin:0;flex:0 0 ${shownWidth}px}article>div{position:sticky;top:1rem}svg{width:${shownWidth}px;border:1px solid #c9ced8;display:block;margin-bottom:.5rem}
.wrong,.invented{background:#fde2e1}.missing{background:#fff3cd}`

/** Only documents with a miss are shown with their pages, unless all are asked for. */
export function reportHtml(
  title: string,
  documents: readonly ReadDocument[],
  { misses, outcomes, places }: ScoredSet,
  isWhole: boolean,
): string {
  const shown = documents.filter(({ truth }) => isWhole || misses.some(({ file }) => file === truth.file))
  const articles = shown.map((document) =>
    article(
      document,
      misses.filter(({ file }) => file === document.truth.file),
    ),
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${encodeXML(title)}</title><style>${style}</style>
<h1>${encodeXML(title)}</h1><p>Outcome as expected: ${outcomes.right} of ${outcomes.of}. Values not right: ${misses.length}. Values from pages with their place known: ${places.known} of ${places.of}.</p>
<p>Boxes stand where values were read, with the number of the field, red where the value is not right; dashed where the true value stands.</p>
${missTable(misses)}${articles.join('\n')}</html>\n`
}

function missTable(misses: readonly Miss[]): string {
  if (misses.length === 0) return '<p>Every value is right.</p>'
  const rows = misses.map(
    ({ file, field, verdict, truth, read, evidence }) =>
      `<tr class="${verdict}">${[file, field, verdict, truth, read, evidence].map((text) => `<td>${encodeXML(text)}</td>`).join('')}</tr>`,
  )
  return `<table><tr><th>Document<th>Field<th>Verdict<th>True<th>Read<th>Evidence or reason</tr>${rows.join('\n')}</table>`
}

function article(document: ReadDocument, misses: readonly Miss[]): string {
  const { truth, path, parsed, outcome, extraction } = document
  const marks = marksOf(document, misses)
  const pictures = pagesShown(path, parsed, marks).map((page) => {
    const text = parsed.kind === 'parsed' ? parsed.pages.find((one) => one.page === page) : undefined
    return pagePicture(path, page, text, marks)
  })
  const rows = fieldNames.map((name) => row(name, extraction.fields[name], misses))
  const doubts = extraction.doubts.map(({ text }) => `<li>${encodeXML(text)}`).join('')
  return `<article><figure>${pictures.join('')}</figure><div><h2>${encodeXML(truth.file)}</h2>
<p>${outcome}, read by ${extraction.source ?? 'nobody'}</p>
<table><tr><th>Field<th>Read<th>From</tr>${rows.join('\n')}</table><ul>${doubts}</ul></div></article>`
}

const mostPages = 4

/** The first page, and those that a value stands on. */
function pagesShown(path: string, parsed: ParsedDocument, marks: readonly Mark[]): number[] {
  if (!path.toLowerCase().endsWith('.pdf') || parsed.kind === 'unreadable') return []
  const pages = new Set([1, ...marks.map(({ page }) => page)])
  return [...pages].toSorted((a, b) => a - b).slice(0, mostPages)
}

function row(name: FieldName, field: Field, misses: readonly Miss[]): string {
  const miss = misses.find((one) => one.field === name)
  const read = field.value === null ? `– <i>${encodeXML(field.reason)}</i>` : encodeXML(field.value)
  const wanted = miss ? `<br>${miss.verdict}; true: <b>${encodeXML(miss.truth)}</b>` : ''
  const from = field.value === null ? '' : encodeXML(evidenceText(field.evidence))
  const mark =
    field.value !== null && field.evidence.box ? ` style="border-left:4px solid ${colourOf(name)}"` : ''
  return `<tr class="${miss?.verdict ?? ''}"><td${mark}>${numberOf(name)} ${fieldLabels[name]}<td>${read}${wanted}<td>${from}</tr>`
}
