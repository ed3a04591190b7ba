import type { Caller } from '../access/permissions'
import type { PlanVoiceInput } from '../contract/plan-voices'
import type { Database } from '../db/database'
import type { SiteRow } from '../db/rows'
import { openOwnPlan } from '../plans/own'
import { speakToPlan } from '../plans/voices'
import { newId } from '../secrets/ids'

const told: readonly ({ name: string } & PlanVoiceInput)[] = [
  {
    name: 'Emre Yıldız',
    acknowledged: true,
    comment: 'The glossary is in my macros now. Can we have one for refunds, too?',
    coaching: { rating: 5, words: 'Real bills instead of slides: that helped.' }
  },
  {
    name: 'Hina Malik',
    acknowledged: true,
    comment: '',
    coaching: { rating: 4, words: 'A second round of role play would be good.' }
  },
  {
    name: 'Jia Wei',
    acknowledged: true,
    comment: 'I missed the first day; Hina showed me.',
    coaching: { rating: 4, words: '' }
  },
  { name: 'Goran Petrović', acknowledged: true }
]

/** Agents of the demo who are members of it, and what they say to the plan that taught them. */
export async function speakToPlans(
  database: Database,
  site: SiteRow,
  plan: string,
  now: number
): Promise<void> {
  const { authUser, member } = database.tables
  const at = new Date(now)
  for (const { name, ...said } of told) {
    const id = newId('usr')
    const email = `${name.toLowerCase().replace(/ .*/, '')}@hearback.example`
    await database.handle.insert(authUser).values({
      ...{ id, name, email, emailVerified: false, isOperator: false },
      ...{ createdAt: at, updatedAt: at }
    })
    await database.handle
      .insert(member)
      .values({ siteId: site.id, userId: id, role: 'agent', agent: name, createdAt: now })
    const caller: Caller = { kind: 'person', userId: id, name, email }
    const own = await openOwnPlan(database, caller, plan, now)
    await speakToPlan(database, own, said, { caller, now })
  }
}
