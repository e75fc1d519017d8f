/** The channel of the team. */
/** What a Teams card says; plain text, encoded by the adapter. */
export interface Notice {
  readonly title: string
  readonly facts: readonly { readonly name: string; readonly value: string }[]
  readonly text: string
}

export interface Team {
  tell(notice: Notice): Promise<void>
}
