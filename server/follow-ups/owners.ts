import { and, asc, desc, eq, isNotNull } from 'drizzle-orm'
import { onlyOf } from '../access/permissions'
import type { FollowUpRule } from '../contract/follow-ups'
import type { Role } from '../contract/terms'
import type { Database, Handle } from '../db/database'
import { run } from '../db/database'
import type { TagSetRow } from '../db/rows'
import { ownKeys } from '../tags/filters'
import type { TagRules } from '../tags/rules'

/** So many of the latest follow-ups tell whose turn it is. */
const turnsLookedAt = 500

export type Member = { id: string; name: string; role: Role; agent: string | null; teams: string }
type Whose = Pick<TagSetRow, 'agent' | 'team'>

/** Who belongs to a site, the earliest first. */
export function membersOf({ tables: { member, authUser } }: Database, handle: Handle, siteId: string) {
  return handle
    .select({
      id: authUser.id,
      name: authUser.name,
      role: member.role,
      agent: member.agent,
      teams: member.teams
    })
    .from(member)
    .innerJoin(authUser, eq(authUser.id, member.userId))
    .where(eq(member.siteId, siteId))
    .orderBy(asc(member.createdAt), asc(authUser.id))
}

/** Whether somebody may see an answer to these. */
export function maySee(rules: TagRules, member: Member, { agent, team }: Whose): boolean {
  const only = onlyOf(member)
  return !only || ownKeys(rules, only).includes(only.dimension === 'agent' ? agent : team)
}

export type Turns = { next(owner: FollowUpRule['owner'], whose: Whose): string | null }

/** Who owns what is opened now, one after the other. */
export function* turnsOf(
  handle: Handle,
  database: Database,
  { siteId, rules }: { siteId: string; rules: TagRules }
): Generator<PromiseLike<unknown>, Turns, unknown> {
  const { followUp } = database.tables
  const members = yield* run(membersOf(database, handle, siteId))
  const latest = yield* run(
    handle
      .select({ owner: followUp.owner, at: followUp.openedAt })
      .from(followUp)
      .where(and(eq(followUp.siteId, siteId), isNotNull(followUp.owner)))
      .orderBy(desc(followUp.openedAt), desc(followUp.id))
      .limit(turnsLookedAt)
  )
  const had = new Map<string, { at: number; times: number }>()
  let last = 0
  for (const { owner, at } of latest) {
    const before = had.get(owner ?? '')
    had.set(owner ?? '', { at: Math.max(before?.at ?? 0, at), times: (before?.times ?? 0) + 1 })
    last = Math.max(last, at)
  }
  const turn = ({ id }: Member) => had.get(id) ?? { at: 0, times: 0 }

  return {
    next({ by, members: named }, whose) {
      const meant = members.filter((one) =>
        by === 'lead' ? one.role === 'lead' : by !== 'queue' && named.includes(one.id)
      )
      const [chosen] = meant
        .filter((one) => maySee(rules, one, whose))
        .toSorted((a, b) => turn(a).at - turn(b).at || turn(a).times - turn(b).times)
      if (!chosen) return null
      had.set(chosen.id, { at: (last += 1), times: turn(chosen).times + 1 })
      return chosen.id
    }
  }
}
