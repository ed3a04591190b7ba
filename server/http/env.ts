import type { Caller } from '../people/access'
import type { Problem } from '../problem'
import type { Claims } from '../responses/claims'

/** What a route finds in its context. */
export type Env = {
  Variables: { caller: Caller; requestId: string; address: string; claims: Claims | undefined; smallBodyOnly?: Problem }
}
