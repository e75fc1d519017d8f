/** What runs in one process shares its modules; tests that start processes have each a process of their own. The longest begin first. */
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take long, the longest first: one that began last would keep the whole waiting. */
const longest = [
  /flow\/outage\/long-outage/,
  /integration\/agent\/crash/,
  /e2e\//,
  /integration\/agent\//,
  /integration\//,
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = longest.findIndex((name) => name.test(moduleId.replaceAll('\\', '/')))
      return at < 0 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // One more than the cores that CI has: much of what the long ones do is waiting.
    maxWorkers: 3,
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'in one process',
          include: ['tests/{unit,flow}/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'with processes',
          include: ['tests/{contracts,integration,e2e,infra}/**/*.test.ts'],
        },
      },
    ],
  },
})
