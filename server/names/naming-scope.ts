import type { Caller } from '../access/permissions'
import type { Scope } from '../contract/terms'

/**
 * Managers say what things are called. A key that sends answers does not: names are part of everybody's
 * figures.
 */
export function namingScope(caller: Caller): Scope {
  return caller.kind === 'key' ? 'admin' : 'responses:write'
}
