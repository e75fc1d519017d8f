/** The outside systems the agent leans on; each stands behind a guard of its own (DESIGN "Breakers"). */
export const dependencies = [
  'graph',
  'openai',
  'storage-blob',
  'storage-queue',
  'storage-table',
  'teams',
  'identity',
] as const

export type Dependency = (typeof dependencies)[number]
