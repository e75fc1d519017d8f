/** Kusto's own language service: says of a query what a workspace with our tables would say, without asking one. */
import { createRequire } from 'node:module'
import { logTables } from './log-tables.ts'

/** The little that we use of the library; its own declarations are 1.8 MB and global. */
interface Library {
  readonly Bridge: { toArray<T>(list: unknown): readonly T[] }
  readonly Kusto: {
    readonly Language: {
      readonly KustoCode: { ParseAndAnalyze(text: string, globals: Globals): Code }
      readonly GlobalState: { readonly Default: Globals }
      readonly Symbols: {
        readonly TableSymbol: { From(schema: string): { WithName(name: string): object } }
        readonly DatabaseSymbol: {
          readonly $ctor1: new (name: string, members: object[], isOpen: boolean) => object
        }
      }
      readonly Syntax: Readonly<Record<SyntaxName, abstract new () => Syntax>>
    }
  }
}
interface Globals {
  WithDatabase(database: object): Globals
}
interface Code {
  GetDiagnostics(): unknown
  readonly Syntax: Syntax
}
type SyntaxName =
  | 'BinaryExpression'
  | 'InExpression'
  | 'LiteralExpression'
  | 'PathExpression'
  | 'ElementExpression'
/** A node has those that go with its kind. */
interface Syntax {
  GetDescendants(kind: abstract new () => Syntax): unknown
  toString(trivia?: number): string
  readonly Left: Syntax
  readonly Right: Syntax
  readonly Expression: Syntax
  readonly Selector: Syntax
  readonly LiteralValue: unknown
}

/** What a query says and what is wrong with it. */
export interface Examined {
  readonly faults: readonly string[]
  /** The texts that a column is compared with. */
  readonly comparedWith: (column: string) => readonly string[]
  /** What is read of the column `Properties`. */
  readonly properties: readonly string[]
}

/** Some seconds where it is called first: the library is large. */
export function openKusto(): (query: string) => Examined {
  const load = createRequire(import.meta.url)
  // Each is a script that adds a name to the global ones.
  load('@kusto/language-service-next/bridge.min.js')
  load('@kusto/language-service-next/Kusto.Language.Bridge.min.js')
  const { Bridge, Kusto } = globalThis as unknown as Library
  const { KustoCode, GlobalState, Symbols, Syntax } = Kusto.Language
  const tables = Object.entries(logTables).map(([name, columns]) => {
    const schema = Object.entries(columns).map(([column, type]) => `${column}:${type}`)
    return Symbols.TableSymbol.From(`(${schema.join(', ')})`).WithName(name)
  })
  const globals = GlobalState.Default.WithDatabase(
    new Symbols.DatabaseSymbol.$ctor1('workspace', tables, false),
  )

  return (query) => {
    const code = KustoCode.ParseAndAnalyze(query, globals)
    const all = (kind: SyntaxName): readonly Syntax[] =>
      Bridge.toArray(code.Syntax.GetDescendants(Syntax[kind]))
    const literals = (within: Syntax): readonly string[] => {
      const own = within instanceof Syntax.LiteralExpression ? [within] : []
      const inner = Bridge.toArray<Syntax>(within.GetDescendants(Syntax.LiteralExpression))
      return [...own, ...inner].map(({ LiteralValue }) => String(LiteralValue))
    }
    const wordsOf = (one: Syntax) => one.toString().trim()
    return {
      faults: Bridge.toArray<{ Message: string }>(code.GetDiagnostics()).map(({ Message }) => Message),
      comparedWith: (column) =>
        [...all('BinaryExpression'), ...all('InExpression')]
          .filter(({ Left }) => wordsOf(Left) === column)
          .flatMap(({ Right }) => literals(Right)),
      properties: [...all('PathExpression'), ...all('ElementExpression')]
        .filter(({ Expression }) => wordsOf(Expression) === 'Properties')
        .map(({ Selector }) => literals(Selector)[0] ?? wordsOf(Selector)),
    }
  }
}
