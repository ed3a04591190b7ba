import type { AlertKind } from '../contract/alerts'
import type { Role } from '../contract/terms'

/** What is not everybody's business is mailed to these alone. */
const rolesFor: Partial<Record<AlertKind, readonly Role[]>> = {
  'connector-paused': ['owner'],
  'import-done': ['owner', 'manager']
}

/** Whether somebody with this role is mailed of such things. */
export function isTold(role: Role, kind: AlertKind): boolean {
  return rolesFor[kind]?.includes(role) ?? true
}
