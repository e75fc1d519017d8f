/** Documents and readings as they are kept. */
export interface Documents {
  /** Inserts once: a second put of the same path changes nothing and says so. */
  put(path: string, bytes: Uint8Array, contentType: string): Promise<'stored' | 'already-there'>
  /** As `put`, for what must not lie in memory as a whole. */
  putStream(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<'stored' | 'already-there'>
  /** RemoteAnswer 'not-found' where there is none. */
  get(path: string): Promise<Uint8Array>
  /**
   * An address at which whoever has it may read the document, and nothing else, until then (7 days at most); its browser
   * saves it under `name`. undefined where our access to the account does not let us make one.
   */
  link(path: string, name: string, until: Date): Promise<string | undefined>
}
