/** What of the snapshot watches over the agent: alerts, workbook, budget, each with its query and its page. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Resource } from '../../scripts/infra/snapshot.ts'

const rule = z.object({
  description: z.string(),
  scopes: z.array(z.string()),
  criteria: z.object({ allOf: z.tuple([z.object({ query: z.string() })]) }),
  actions: z.object({ actionGroups: z.array(z.string()) }),
})

/** The rules by their names, without what all of these begin with. */
const rulesIn = (resources: readonly Resource[]) =>
  new Map(
    ofType('Microsoft.Insights/scheduledQueryRules', resources)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, properties }) => [name.replace('invoice-agent-', ''), rule.parse(properties)] as const),
  )

const ofType = (type: string, resources: readonly Resource[]) => resources.filter((one) => one.type === type)

/** The queries in a folder of infra/queries, by name. */
const queriesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    globSync(join(import.meta.dirname, '../../infra/queries', folder, '*.kql'))
      .toSorted()
      .map((path) => [basename(path, '.kql'), readFileSync(path, 'utf8')]),
  )

/** `otherwise` names somebody to write to, another place for the pages, 9 dollars a day, and a budget. */
export function testAlerts(asItIs: readonly Resource[], otherwise: readonly Resource[]): void {
  test('each query of an alert is asked as it stands, of the workspace, and its description leads to its page', () => {
    const [workspace] = ofType('Microsoft.OperationalInsights/workspaces', asItIs)
    const rules = rulesIn(asItIs)
    expect(new Map([...rules].map(([name, { criteria }]) => [name, criteria.allOf[0].query]))).toEqual(
      queriesIn('alerts'),
    )
    for (const [name, { scopes, description }] of rules) {
      expect(scopes).toEqual([workspace?.id])
      expect(description.endsWith(` docs/operations/${name}.md`)).toBe(true)
    }
  })

  test('every alert goes to the address that is given, and to nobody where none is', () => {
    const goingTo = (resources: readonly Resource[]) =>
      [...rulesIn(resources).values()].map(({ actions }) => actions.actionGroups)
    const [people] = ofType('Microsoft.Insights/actionGroups', otherwise)
    expect(people?.properties).toMatchObject({
      emailReceivers: [{ emailAddress: 'operator@fabrikam.example' }],
    })
    expect(goingTo(otherwise)).toEqual(goingTo(asItIs).map(() => [people?.id]))
    expect(goingTo(asItIs).flat()).toEqual([])
  })

  test('the bound of cost and the place of the pages are those that are given', () => {
    const cost = rulesIn(otherwise).get('model-cost')
    expect(cost?.description).toMatch(/ https:\/\/docs\.fabrikam\.example\/docs\/operations\/model-cost\.md$/)
    expect(cost?.criteria.allOf[0].query).toContain('\nlet most = 9.0;\n')
  })

  test('a budget is made where one is given', () => {
    const budgets = (resources: readonly Resource[]) =>
      ofType('Microsoft.Consumption/budgets', resources).map(({ properties }) => properties)
    expect(budgets(asItIs)).toEqual([])
    expect(budgets(otherwise)).toMatchObject([{ amount: 200, timePeriod: { startDate: '2026-12-01' } }])
  })

  test('the workbook shows each of its queries once', () => {
    const [workbook] = ofType('Microsoft.Insights/workbooks', asItIs)
    const { items } = z
      .object({ items: z.array(z.object({ content: z.object({ query: z.string().optional() }) })) })
      .parse(JSON.parse(String(workbook?.properties['serializedData'])))
    const shown = items.flatMap(({ content }) => content.query ?? [])
    expect(shown.toSorted()).toEqual([...queriesIn('workbook').values()].toSorted())
  })
}
