/** `show`: one invoice or one case; the form of the id tells which. */
import type { Command } from 'commander'
import { caseIdForm } from '../../src/domain/case.ts'
import { invoiceIdForm } from '../../src/domain/ids.ts'
import { readAnswer } from '../app-client.ts'
import { answers } from './answers.ts'
import { print } from './lists.ts'
import { appOf, type Reading, reading } from './options.ts'
import { caseSheet, invoiceSheet } from './sheets.ts'
import { cell } from './text.ts'

export function addShow(program: Command): void {
  reading(program.command('show').description('All about one invoice or one case.'))
    .argument('<id>', 'of an invoice (26 letters and digits) or of a case (32)')
    .action(async (id: string, options: Reading, command: Command) => {
      if (invoiceIdForm.test(id.toUpperCase())) {
        const answer = await appOf(options).ask('GET', `/desk/invoices/${id.toUpperCase()}`)
        return print(options, answer, invoiceSheet(readAnswer(answers.wholeInvoice, answer)))
      }
      if (!caseIdForm.test(id.toLowerCase()))
        command.error(`${cell(id)} is neither the id of an invoice (26 characters) nor of a case (32)`)
      const answer = await appOf(options).ask('GET', `/desk/cases/${id.toLowerCase()}`)
      print(options, answer, caseSheet(readAnswer(answers.wholeCase, answer)))
    })
}
