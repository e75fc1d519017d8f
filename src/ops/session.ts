/** Who works here: the key and the name stay in this tab's session and end with it. */

const keyName = 'invoice-agent-key'
const whoName = 'invoice-agent-who'

export const keyOfSession = (): string | null => sessionStorage.getItem(keyName)

export function keepKey(key: string): void {
  sessionStorage.setItem(keyName, key)
}

export function forgetKey(): void {
  sessionStorage.removeItem(keyName)
}

let signedInAs: string | null = null

/** Whom the platform signed in, as the app says. */
export function keepSignedIn(who: string | null): void {
  signedInAs = who
}

export const whoSignedIn = (): string | null => signedInAs

/** The name that was typed last. */
export const whoTyped = (): string => sessionStorage.getItem(whoName) ?? ''

export function keepTyped(who: string): void {
  sessionStorage.setItem(whoName, who)
}
