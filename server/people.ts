// Written by the people part: sign-in, the set-up link, sessions, members.
import type { Caller } from './access'
export type People = {
  /** Answers what lies under /api/auth: sign-in, sign-out, session. */
  handle(request: Request): Promise<Response>
  /** Who sent the request: a key, a signed-in person or the public. Throws `key-unknown` for a key that is none. */
  callerOf(headers: Headers): Promise<Caller>
}
