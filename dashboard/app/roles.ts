import type { Role } from '../../server/contract/terms'

/** In the order of what they may do. */
export const roles = ['owner', 'manager', 'lead', 'agent'] as const satisfies readonly Role[]

/**
 * Whether somebody may change what others see: answers, names, invitations. Agents and leads read what is
 * theirs.
 */
export function mayManage(role: Role | undefined): boolean {
  return role === 'owner' || role === 'manager'
}
