import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { problem } from './problem'

/** Generous, because a whole office or a mobile network may share one address; a script that votes runs into it. */
const answersPerMinute = 240

/** Counts what one address sends to this process. Throws `too-many` with the seconds to wait. */
export function makePublicLimit(perMinute = answersPerMinute) {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (address: string) => {
    try {
      await limiter.consume(address)
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      throw problem('too-many', String(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))))
    }
  }
}
