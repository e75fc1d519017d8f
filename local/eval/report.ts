/** One HTML page on a set that was read: what was missed, and each document's pages with boxes where its values were read. */
import { encodeXML } from 'entities'
import { fieldLabels, fieldNames } from '../../src/domain/reading.ts'
import { pagePictures } from './page-picture.ts'
import type { ReadDocument } from './read-set.ts'
import type { Miss, ScoredSet } from './score-set.ts'

const style = `body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#1f2430}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{border:1px solid #c9ced8;padding:.2rem .5rem;text-align:left;vertical-align:top}
article{display:flex;gap:1.5rem;align-items:flex-start;border-top:1px solid #c9ced8;padding:1rem 0}
figure{margin:0;position:relative;flex:0 0 480px}svg{width:480px;border:1px solid #c9ced8;display:block;margin-bottom:.5rem}
.wrong,.invented{background:#fde2e1}.missing{background:#fff3cd}`

/** Only documents with a miss are shown with their pages, unless all are asked for. */
export async function reportHtml(
  title: string,
  documents: readonly ReadDocument[],
  { misses, outcomes }: ScoredSet,
  isWhole: boolean,
): Promise<string> {
  const shown = documents.filter(({ truth }) => isWhole || misses.some(({ file }) => file === truth.file))
  const articles: string[] = []
  for (const document of shown)
    articles.push(
      await article(
        document,
        misses.filter(({ file }) => file === document.truth.file),
      ),
    )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${encodeXML(title)}</title><style>${style}</style>
<h1>${encodeXML(title)}</h1><p>Outcome as expected: ${outcomes.right} of ${outcomes.of}. Values not right: ${misses.length}.</p>
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

async function article(document: ReadDocument, misses: readonly Miss[]): Promise<string> {
  const { truth, outcome, extraction } = document
  const rows = fieldNames.flatMap((name) => {
    const field = extraction.fields?.[name]
    if (field === undefined) return []
    const miss = misses.find((one) => one.field === name)
    const what = field.value === null ? `– <i>${encodeXML(field.reason)}</i>` : encodeXML(field.value)
    const wanted = miss ? `<br>true: <b>${encodeXML(miss.truth)}</b>` : ''
    return [`<tr class="${miss?.verdict ?? ''}"><td>${fieldLabels[name]}<td>${what}${wanted}</tr>`]
  })
  const doubts = extraction.doubts.map(({ text }) => `<li>${encodeXML(text)}`).join('')
  const pictures = await pagePictures(document)
  return `<article><figure>${pictures.join('')}</figure><div><h2>${encodeXML(truth.file)}</h2><p>${outcome}, read by ${extraction.source ?? 'nobody'}</p><table>${rows.join('')}</table><ul>${doubts}</ul></div></article>`
}
