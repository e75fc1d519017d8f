/** `node local/lab/main.ts`: the lab as a process of its own; prints the agent's settings and stays until Ctrl-C. */
import { once } from 'node:events'
import { Command } from 'commander'
import { startLab } from './lab.ts'

interface Options {
  readonly port: string
  readonly mail?: string
  readonly mailbox?: string
  readonly ap?: string
}

const program = new Command('lab')
  .description(
    'Stand-ins for Microsoft Graph mail, Azure OpenAI and a Teams webhook on one loopback port.\n' +
      'Standard output holds the settings of an agent that works against them.\n' +
      'Control: GET|POST|DELETE /control/faults, GET /control/requests|sent|cards, GET|POST /control/mails,\n' +
      'POST|DELETE /control/answers, GET|POST /control/notifications, GET|DELETE /control/subscriptions.',
  )
  .option('--port <n>', 'port to listen on; 0 lets the system choose', '0')
  .option('--mail <folder>', 'put the .eml, PDF, XML and other files of this folder into the Inbox')
  .option('--mailbox <address>', 'address of the invoice mailbox')
  .option('--ap <address>', 'address of accounts payable')
  .parse()

const { port, mail, mailbox, ap } = program.opts<Options>()
const portNumber = Number(port)
if (!Number.isInteger(portNumber) || portNumber < 0 || portNumber > 65_535)
  program.error(`error: --port must be a number from 0 to 65535, not "${port}"`)
const lab = await startLab({
  port: portNumber,
  ...(mailbox === undefined ? {} : { mailbox }),
  ...(ap === undefined ? {} : { apAddress: ap }),
}).catch((error: unknown) => program.error(`error: the lab does not start: ${String(error)}`))
for (const [name, value] of Object.entries(lab.env())) console.log(`${name}=${value}`)
console.error(`Control: ${lab.controlUrl}`)
if (mail !== undefined) {
  const put = await lab.mailbox.putFolder(mail)
  console.error(`${put.length} mails from ${mail} are in the Inbox.`)
}
await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
await lab.stop()
