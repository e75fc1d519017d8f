/** The reference: an HTTP function that does nothing at all. */
import { app } from '@azure/functions'

app.http('empty', { methods: ['GET'], authLevel: 'anonymous', handler: () => ({ headers: {} }) })
