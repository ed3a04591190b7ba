import { Hono } from 'hono'
import { permit } from '../people/access'
import { invitationInput, invitationView } from '../contract/invitations'
import { createInvitations } from '../invitations/create'
import { problem } from '../problem'
import type { Env, Services } from '../services'
import { describe } from './describe'
import { body } from './parse'

export const invitationsApi = ({ database, publication, config, sealing, outbox, now }: Services) =>
  new Hono<Env>().post(
    '/invitations',
    describe('Make a survey link; its tags are frozen here', { 201: ['made', invitationView], 404: ['no such survey'] }),
    body(invitationInput),
    async (c) => {
      const input = c.req.valid('json')
      const published = await publication.survey(input.survey)
      if (!published) throw problem('survey-unknown', input.survey)
      await permit(database, c.get('caller'), published.site.id, 'invitations:write')
      if (published.row.state !== 'live') throw problem('survey-not-live', input.survey)
      if (input.expiresAt !== undefined && Date.parse(input.expiresAt) <= now()) throw problem('invalid', '“expiresAt” is over already; choose a later time.', 'expiresAt')
      const [made] = await createInvitations(database, [input], published, { config, sealing, outbox, now: now() })
      return c.json(made, 201)
    }
  )
