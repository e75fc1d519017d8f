/** Lets `require('@azure/functions-core')` find the host, as Azure's worker does; nothing lies in node_modules for it. */
import { registerHooks } from 'node:module'
import type { CoreApi } from './core-types.ts'

const privateUrl = 'functions-host:core'
const globalName = 'functions-host.core'

/** Must run before the app is loaded: the library looks once and remembers that there was nothing. */
export function provideCoreModule(core: CoreApi): void {
  Object.defineProperty(globalThis, Symbol.for(globalName), { value: core })
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core'
        ? { url: privateUrl, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === privateUrl
        ? {
            format: 'commonjs',
            source: `module.exports = globalThis[Symbol.for('${globalName}')]`,
            shortCircuit: true,
          }
        : next(url, context),
  })
}
