/** The bounds of what comes in and goes out, each with its reason. */

export const megabyte = 1024 * 1024

/** Largest document that is fetched; base64 makes it some 34 MB, just under Exchange Online's default of 35 MB a message. */
export const documentBytes = 25 * megabyte

/** Attachments looked at in one mail; more is no invoice mail. */
export const documentsPerMail = 50

/** One Graph request body holds about 4 MB, so 3 MB of file in base64 (docs: "Attach large files to Outlook messages"). */
export const inlineBytes = 3 * megabyte - 64 * 1024

/** host.json's functionTimeout, where no setting changes it: past it the host ends the process with all that runs in it. */
export const functionTimeoutMs = 10 * 60_000

export interface StepTimes {
  /** A remote call may begin within this much of a step; with the longest guarded call it stays under functionTimeout. */
  readonly stepMs: number
  /** How long a step owns an invoice: longer than the host, which looks once a second, lets it run. */
  readonly lockMs: number
}

export const stepTimesOf = (timeoutMs: number): StepTimes => ({
  stepMs: (timeoutMs * 7) / 10,
  lockMs: Math.max((timeoutMs * 11) / 10, timeoutMs + 3_000),
})

/** 7 and 11 minutes. */
export const stepTimes: StepTimes = stepTimesOf(functionTimeoutMs)

/** A logo or signature: inline pictures below this are never a document. */
export const logoBytes = 100 * 1024

/** A message that was put off for this long is parked: no outage that the agent should sit out alone lasts longer. */
export const messageAgeMs = 14 * 24 * 60 * 60_000
