/** Properties that a hook may read but not replace. */

/** Adds `fixed` to `target`; assigning to one of them throws a TypeError in strict code. */
export function readOnly<T extends object, F extends object>(target: T, fixed: F): T & Readonly<F> {
  for (const [name, value] of Object.entries(fixed))
    Object.defineProperty(target, name, { value, enumerable: true })
  return target as T & Readonly<F>
}
