import type { Caller } from '../access/permissions'
import type { Problem } from '../contract/problem'
import type { Claims } from '../responses/claims'

/** What a route finds in its context. */
export type Env = {
  Variables: {
    caller: Caller
    requestId: string
    address: string
    claims: Claims | undefined
    smallBodyOnly?: Problem
  }
}
