/** The bounds of what comes in and goes out, each with its reason. */

export const megabyte = 1024 * 1024

/** Largest document that is fetched; base64 makes it some 34 MB, just under Exchange Online's default of 35 MB a message. */
export const documentBytes = 25 * megabyte

/** Largest document that is kept at all, goes to accounts payable as a link; Exchange Online takes no larger message. */
export const keptBytes = 150 * megabyte

/** How long a link to a document opens it; a user delegation key lives 7 days at most, and clocks differ. */
export const linkMs = 7 * 24 * 60 * 60_000 - 15 * 60_000

/** Documents looked at in one mail, with those of the mails in it; more is no invoice mail. */
export const documentsPerMail = 50

/** Largest mail within a mail that is opened: a document of 25 MB is some 34 MB of MIME, with room for a second. */
export const openedMailBytes = 50 * megabyte

/** A mail in a mail in a mail is opened; what is deeper stays a file. */
export const openedDepth = 3

/** Mails within one mail that are opened, and what may come out of them together: a bomb of mails ends here. */
export const openedMails = 20
/** After so many that could not be opened no further one is tried: each may have taken all the time there is for one. */
export const openFailures = 3
export const openedBytes = 100 * megabyte

/** Answers to our mail that bring a new document, each upon the one before; people do with one or two. */
export const answersInARow = 3

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

/** A picture below this is taken for a logo or a signature. */
export const logoBytes = 100 * 1024

/** Where a mail holds nothing else, a picture from here on may be a scan (attached) or a photo from a telephone (inline). */
export const scanBytes = 20 * 1024
export const photoBytes = 300 * 1024

/**
 * Pixels of a picture that is looked at. Telephones make up to 50 million, a page at 600 dpi has 35; a few kilobytes can
 * claim any number, and unfold to it in whoever decodes them.
 */
export const picturePixels = 60_000_000

/** Largest picture, or PDF that is one, for the model; Azure OpenAI takes no larger picture. */
export const pictureBytes = 20 * megabyte

/** Pages of a PDF without text for the model: each is billed as a picture, some 1,000 tokens and more. */
export const picturePages = 10

/** Signatures, calendar entries and cards are smaller; what bears such a name and is larger is looked into. */
export const trimmingBytes = 16 * 1024

/** A message that was put off for this long is parked: no outage that the agent should sit out alone lasts longer. */
export const messageAgeMs = 14 * 24 * 60 * 60_000
