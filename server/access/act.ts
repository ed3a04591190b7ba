import type { Caller } from './permissions'

/** Who does something, and when. */
export type Act = { caller: Caller; now: number }

/**
 * What somebody changes. `ifMatch` is the ETag of what they have seen; where another one is there by now,
 * somebody was faster.
 */
export type Change<Patch> = Act & { patch: Patch; ifMatch?: string | undefined }
