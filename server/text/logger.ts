import type { DestinationStream, Logger } from 'pino'
import pino from 'pino'
import { toldError } from './told-error'

/**
 * What the server logs with: lines of JSON without headers of requests, and errors without what somebody
 * sent.
 */
export function makeLogger(level: string, to: DestinationStream): Logger {
  return pino({ level, redact: ['req.headers'], serializers: { err: toldError } }, to)
}
