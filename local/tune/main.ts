/** `npm run tune`: replays a trace of calls against breaker settings, and says what each would have cost. */
import { tune } from './command.ts'

process.exitCode = await tune(process.argv.slice(2), console)
