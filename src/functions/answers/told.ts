/** What a view gives for an answer that is described: the schema's own shape, of which nothing is written to. */
export type Told<T> = { readonly [K in keyof T]: Told<T[K]> }
