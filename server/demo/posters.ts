import type { InvitationRow, SurveyRow } from '../db/rows'
import { untouched } from '../invitations/invitation'
import { hashOf, linkToken } from '../secrets/ids'
import type { Ring } from '../secrets/ring'
import type { Contact } from './contacts'
import type { Random } from './random'

const posters = [
  { name: 'Till', place: 'Gulberg shop', topics: ['Product question'] },
  { name: 'Till', place: 'Saddar shop', topics: ['Product question'] },
  { name: 'Returns desk', place: 'Gulberg shop', topics: ['Returns'] }
] as const

/** Of those who were served in the shop, how many are asked by a poster instead of a link of their own. */
const byPoster = 0.5

export type Poster = InvitationRow & { openings: number }

/**
 * The links for many that hang in the shop. With the secrets of the server that will show them they open,
 * too.
 */
export function postersOf(
  { id: surveyId, siteId }: SurveyRow,
  now: number,
  ring: Ring | undefined
): Poster[] {
  return posters.map(({ name, place, topics }, number) => {
    const id = `inv_demo_poster${number + 1}`
    const what = {
      channel: 'in_person',
      topics: JSON.stringify(topics),
      agent: '',
      team: 'Shop',
      locale: 'en'
    }
    const tokenHash = ring === undefined ? null : hashOf(linkToken(ring, id))
    return {
      ...untouched,
      id,
      siteId,
      surveyId,
      ...what,
      name,
      place,
      tokenHash,
      reusable: true,
      state: 'created',
      createdAt: now
    }
  })
}

/** The poster that this contact was asked by, if it was; it counts who opened it. */
export function posterFor(
  { channel, topics, answer }: Contact,
  hanging: Poster[],
  random: Random
): Poster | undefined {
  const [isAsked, opens] = [random.chance(byPoster), random.chance(0.05)]
  const fitting = hanging.filter((poster) => topics.includes('Returns') === (poster.name === 'Returns desk'))
  const poster = random.one(fitting)
  if (channel !== 'in_person' || !isAsked) return undefined
  if (answer || opens) poster.openings += 1
  return poster
}
