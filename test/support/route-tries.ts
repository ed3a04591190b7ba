/** What stands in everything that the other tenant owns: nobody else may ever read it. */
export const canary = 'canary-4711'

export type Send = { method?: string; body?: unknown; form?: FormData }
export type Things = {
  site: string
  survey: string
  response: string
  key: string
  optOut: string
  importRun: string
  connector: string
  endpoint: string
  invitation: string
  plan: string
  mark: string
  goal: string
  alert: string
  followUp: string
  dispute: string
}

/**
 * How somebody of another tenant would try each route; `none` says why a route has no other tenant's things
 * to reach.
 */
export const tries: Record<string, ((their: Things) => [path: string, send?: Send]) | { none: string }> = {
  'POST /api/auth/sign-in/email': { none: 'no ids' },
  'POST /api/auth/sign-out': { none: 'no ids' },
  'POST /api/auth/change-password': { none: 'no ids' },
  'GET /api/v1/set-up': { none: 'no ids' },
  'POST /api/v1/set-up': { none: 'no ids' },
  'POST /api/v1/join': { none: 'the token is the right to join' },
  'GET /api/auth/ways': { none: 'no ids' },
  'GET /api/auth/signed-in': { none: 'no ids' },
  'POST /api/auth/request-password-reset': { none: 'no ids' },
  'POST /api/auth/reset-password': { none: 'the token is the right to it' },
  'GET /api/auth/callback/sso': { none: 'about whoever asks' },
  'GET /api/auth/passkey/generate-authenticate-options': { none: 'about whoever asks' },
  'GET /api/auth/passkey/generate-register-options': { none: 'about whoever asks' },
  'POST /api/auth/passkey/delete-passkey': { none: 'about whoever asks' },
  'POST /api/auth/passkey/verify-authentication': { none: 'about whoever asks' },
  'POST /api/auth/passkey/verify-registration': { none: 'about whoever asks' },
  'POST /api/auth/sign-in/social': { none: 'about whoever asks' },
  'POST /api/auth/two-factor/disable': { none: 'about whoever asks' },
  'POST /api/auth/two-factor/enable': { none: 'about whoever asks' },
  'POST /api/auth/two-factor/generate-backup-codes': { none: 'about whoever asks' },
  'POST /api/auth/two-factor/verify-backup-code': { none: 'about whoever asks' },
  'POST /api/auth/two-factor/verify-totp': { none: 'about whoever asks' },
  'POST /api/auth/update-user': { none: 'about whoever asks' },
  'GET /api/v1/me': { none: 'a key is nobody' },
  'GET /api/v1/me/profile': { none: 'about whoever asks' },
  'POST /api/v1/me/proof': { none: 'about whoever asks' },
  'POST /api/v1/me/address': { none: 'about whoever asks' },
  'DELETE /api/v1/me/sessions/{id}': () => ['/api/v1/me/sessions/ses_x', { method: 'DELETE' }],
  'GET /api/v1/sites': () => ['/api/v1/sites'],
  'POST /api/v1/sites': () => ['/api/v1/sites', { body: { name: 'Mine' } }],
  'GET /api/v1/sites/{id}': ({ site }) => [`/api/v1/sites/${site}`],
  'GET /api/v1/sites/{id}/refused-origins': ({ site }) => [`/api/v1/sites/${site}/refused-origins`],
  'PATCH /api/v1/sites/{id}': ({ site }) => [
    `/api/v1/sites/${site}`,
    { method: 'PATCH', body: { name: 'Mine now' } }
  ],
  'GET /api/v1/surveys': ({ site }) => [`/api/v1/surveys?site=${site}`],
  'POST /api/v1/surveys': ({ site }) => ['/api/v1/surveys', { body: { site, name: 'Mine', metric: 'csat' } }],
  'POST /api/v1/surveys/preview': ({ site }) => [
    '/api/v1/surveys/preview',
    { body: { survey: { site, name: 'Mine', metric: 'csat' }, locale: 'en', scheme: 'light' } }
  ],
  'GET /api/v1/surveys/{id}/versions': ({ survey }) => [`/api/v1/surveys/${survey}/versions`],
  'GET /api/v1/surveys/{id}': ({ survey }) => [`/api/v1/surveys/${survey}`],
  'PATCH /api/v1/surveys/{id}': ({ survey }) => [
    `/api/v1/surveys/${survey}`,
    { method: 'PATCH', body: { state: 'closed' } }
  ],
  'POST /api/v1/asks': {
    none: 'tells nobody anything: it answers 204 to everyone, and counts for the site’s own origins only'
  },
  'POST /api/v1/responses': ({ survey, response }) => [
    '/api/v1/responses',
    { body: { id: response, survey, rating: 1 } }
  ],
  'POST /api/v1/responses/batch': ({ survey, response }) => [
    '/api/v1/responses/batch',
    { body: { responses: [{ id: response, survey, rating: 1 }] } }
  ],
  'GET /api/v1/responses': ({ survey }) => [`/api/v1/responses?survey=${survey}`],
  'GET /api/v1/responses.csv': ({ survey }) => [`/api/v1/responses.csv?survey=${survey}`],
  'GET /api/v1/responses/{id}': ({ survey, response }) => [`/api/v1/responses/${response}?survey=${survey}`],
  'PATCH /api/v1/responses/{id}': ({ survey, response }) => [
    `/api/v1/responses/${response}?survey=${survey}`,
    { method: 'PATCH', body: { state: 'excluded', reason: 'mine' } }
  ],
  'POST /api/v1/invitations/batch': ({ survey }) => [
    '/api/v1/invitations/batch',
    { body: { invitations: [{ survey, channel: 'email' }] } }
  ],
  'POST /api/v1/invitations/upload': ({ survey }) => [
    '/api/v1/invitations/upload',
    { form: csvFor(survey, { channel: 'score' }) }
  ],
  'GET /api/v1/invitations': ({ survey }) => [`/api/v1/invitations?survey=${survey}`],
  'GET /api/v1/invitations/sheet': ({ survey }) => [`/api/v1/invitations/sheet?survey=${survey}`],
  'GET /api/v1/invitations/{id}': ({ invitation }) => [`/api/v1/invitations/${invitation}`],
  'PATCH /api/v1/invitations/{id}': ({ invitation }) => [
    `/api/v1/invitations/${invitation}`,
    { method: 'PATCH', body: { revoked: true } }
  ],
  'DELETE /api/v1/invitations/{id}': ({ invitation }) => [
    `/api/v1/invitations/${invitation}`,
    { method: 'DELETE' }
  ],
  'POST /api/v1/invitations/{id}/remind': ({ invitation }) => [
    `/api/v1/invitations/${invitation}/remind`,
    { method: 'POST' }
  ],
  'GET /api/v1/invitations/{id}/qr.svg': ({ invitation }) => [`/api/v1/invitations/${invitation}/qr.svg`],
  'GET /api/v1/invitations/{id}/qr.png': ({ invitation }) => [`/api/v1/invitations/${invitation}/qr.png`],
  'POST /api/v1/invitations': ({ survey }) => ['/api/v1/invitations', { body: { survey, channel: 'email' } }],
  'POST /api/v1/eligibility': ({ survey }) => ['/api/v1/eligibility', { body: { survey, customer: 'k-1' } }],
  'GET /api/v1/opt-outs': ({ site }) => [`/api/v1/opt-outs?site=${site}`],
  'POST /api/v1/opt-outs': ({ site }) => ['/api/v1/opt-outs', { body: { site, customer: 'k-1' } }],
  'DELETE /api/v1/opt-outs/{id}': ({ optOut }) => [`/api/v1/opt-outs/${optOut}`, { method: 'DELETE' }],
  'POST /api/v1/conversations/batch': ({ site }) => [
    '/api/v1/conversations/batch',
    { body: { site, conversations: [{ id: 'c-1', agent: 'mine' }] } }
  ],
  'POST /api/v1/customers/erase': ({ site }) => [
    '/api/v1/customers/erase',
    { body: { site, customer: 'k-1' } }
  ],
  'POST /api/v1/customers/export': ({ site }) => [
    '/api/v1/customers/export',
    { body: { site, customer: 'k-1' } }
  ],
  'GET /api/v1/sites/{id}/retention': ({ site }) => [`/api/v1/sites/${site}/retention`],
  'PATCH /api/v1/sites/{id}/retention': ({ site }) => [
    `/api/v1/sites/${site}/retention`,
    { method: 'PATCH', body: { comments: 1 } }
  ],
  'GET /api/v1/surveys/{id}/deletion': ({ survey }) => [`/api/v1/surveys/${survey}/deletion`],
  'DELETE /api/v1/surveys/{id}': ({ survey }) => [
    `/api/v1/surveys/${survey}?name=${canary}`,
    { method: 'DELETE' }
  ],
  'GET /api/v1/sites/{id}/deletion': ({ site }) => [`/api/v1/sites/${site}/deletion`],
  'DELETE /api/v1/sites/{id}': ({ site }) => [`/api/v1/sites/${site}?name=${canary}`, { method: 'DELETE' }],
  'GET /api/v1/people/{id}/deletion': () => ['/api/v1/people/usr_x/deletion'],
  'DELETE /api/v1/people/{id}': () => ['/api/v1/people/usr_x?name=eve', { method: 'DELETE' }],
  'PUT /api/v1/conversations/{id}': ({ site }) => [
    '/api/v1/conversations/c-1',
    { method: 'PUT', body: { site, agent: 'mine' } }
  ],
  'GET /api/v1/sites/{site}/follow-ups': ({ site }) => [`/api/v1/sites/${site}/follow-ups`],
  'GET /api/v1/sites/{site}/follow-ups/{id}': ({ site, followUp }) => [
    `/api/v1/sites/${site}/follow-ups/${followUp}`
  ],
  'PATCH /api/v1/sites/{site}/follow-ups/{id}': ({ site, followUp }) => [
    `/api/v1/sites/${site}/follow-ups/${followUp}`,
    { method: 'PATCH', body: { state: 'in-progress' } }
  ],
  'POST /api/v1/sites/{site}/follow-ups/{id}/notes': ({ site, followUp }) => [
    `/api/v1/sites/${site}/follow-ups/${followUp}/notes`,
    { body: { text: 'mine' } }
  ],
  'POST /api/v1/sites/{site}/follow-ups/{id}/replies': ({ site, followUp }) => [
    `/api/v1/sites/${site}/follow-ups/${followUp}/replies`,
    { body: { text: 'mine' } }
  ],
  'GET /api/v1/sites/{site}/follow-ups/recovery': ({ site }) => [`/api/v1/sites/${site}/follow-ups/recovery`],
  'GET /api/v1/sites/{site}/follow-up-figures': ({ site }) => [`/api/v1/sites/${site}/follow-up-figures`],
  'GET /api/v1/sites/{site}/follow-up-rules': ({ site }) => [`/api/v1/sites/${site}/follow-up-rules`],
  'PUT /api/v1/sites/{site}/follow-up-rules': ({ site }) => [
    `/api/v1/sites/${site}/follow-up-rules`,
    { method: 'PUT', body: { rules: [] } }
  ],
  'POST /api/v1/sites/{site}/follow-up-rules/preview': ({ site }) => [
    `/api/v1/sites/${site}/follow-up-rules/preview`,
    { body: { rules: [] } }
  ],
  'GET /api/v1/scores': ({ survey }) => [`/api/v1/scores?survey=${survey}&by=topic`],
  'GET /api/v1/scores/surveys': ({ site }) => [`/api/v1/scores/surveys?site=${site}&compare=previous`],
  'GET /api/v1/scores/matrix': ({ survey }) => [
    `/api/v1/scores/matrix?survey=${survey}&rows=topic&columns=channel`
  ],
  'GET /api/v1/funnel': ({ survey }) => [`/api/v1/funnel?survey=${survey}&by=channel`],
  'GET /api/v1/topics': ({ survey }) => [`/api/v1/topics?survey=${survey}`],
  'GET /api/v1/agents': ({ survey }) => [`/api/v1/agents?survey=${survey}`],
  'GET /api/v1/kpis': ({ survey }) => [`/api/v1/kpis?survey=${survey}&by=agent`],
  'GET /api/v1/handlers': ({ survey }) => [`/api/v1/handlers?survey=${survey}`],
  'GET /api/v1/severity': ({ survey }) => [`/api/v1/severity?survey=${survey}`],
  'GET /api/v1/kpis/breaches': ({ survey }) => [`/api/v1/kpis/breaches?survey=${survey}`],
  'GET /api/v1/scores/control': ({ survey }) => [`/api/v1/scores/control?survey=${survey}`],
  'GET /api/v1/scores/waiting': ({ survey }) => [`/api/v1/scores/waiting?survey=${survey}`],
  'GET /api/v1/drivers': ({ survey }) => [`/api/v1/drivers?survey=${survey}`],
  'GET /api/v1/words': ({ survey }) => [`/api/v1/words?survey=${survey}`],
  'GET /api/v1/channels': ({ survey }) => [`/api/v1/channels?survey=${survey}`],
  'GET /api/v1/live': ({ site }) => [`/api/v1/live?site=${site}`],
  'GET /api/v1/members': ({ site }) => [`/api/v1/members?site=${site}`],
  'POST /api/v1/members': ({ site }) => [
    '/api/v1/members',
    { body: { site, email: 'eve@example.com', name: 'Eve', role: 'owner' } }
  ],
  'PATCH /api/v1/members/{id}': ({ site }) => [
    `/api/v1/members/usr_x?site=${site}`,
    { method: 'PATCH', body: { role: 'owner' } }
  ],
  'DELETE /api/v1/members/{id}': ({ site }) => [`/api/v1/members/usr_x?site=${site}`, { method: 'DELETE' }],
  'GET /api/v1/keys': ({ site }) => [`/api/v1/keys?site=${site}`],
  'POST /api/v1/keys': ({ site }) => ['/api/v1/keys', { body: { site, name: 'Mine', scopes: ['admin'] } }],
  'DELETE /api/v1/keys/{id}': ({ key }) => [`/api/v1/keys/${key}`, { method: 'DELETE' }],
  'POST /api/v1/imports': ({ survey }) => ['/api/v1/imports', { form: csvFor(survey) }],
  'GET /api/v1/imports': ({ survey }) => [`/api/v1/imports?survey=${survey}`],
  'GET /api/v1/connectors/kinds': { none: 'no ids' },
  'GET /api/v1/connectors': ({ site }) => [`/api/v1/connectors?site=${site}`],
  'POST /api/v1/connectors': ({ site }) => [
    '/api/v1/connectors',
    {
      body: {
        site,
        kind: 'email',
        name: 'Mine',
        settings: { host: 'mail.example.com', from: 'eve@example.com' }
      }
    }
  ],
  'GET /api/v1/connectors/{id}': ({ connector }) => [`/api/v1/connectors/${connector}`],
  'PATCH /api/v1/connectors/{id}': ({ connector }) => [
    `/api/v1/connectors/${connector}`,
    { method: 'PATCH', body: { name: 'Mine now' } }
  ],
  'DELETE /api/v1/connectors/{id}': ({ connector }) => [
    `/api/v1/connectors/${connector}`,
    { method: 'DELETE' }
  ],
  'POST /api/v1/connectors/{id}/test': ({ connector }) => [
    `/api/v1/connectors/${connector}/test`,
    { body: { to: 'eve@example.com' } }
  ],
  'POST /api/v1/connectors/{id}/connect': ({ connector }) => [
    `/api/v1/connectors/${connector}/connect`,
    { method: 'POST' }
  ],
  'GET /api/v1/connectors/{id}/deliveries': ({ connector }) => [`/api/v1/connectors/${connector}/deliveries`],
  'POST /api/v1/connectors/{id}/deliveries/send': ({ connector }) => [
    `/api/v1/connectors/${connector}/deliveries/send`,
    { body: { state: 'dead' } }
  ],
  'POST /api/v1/connectors/{id}/resume': ({ connector }) => [
    `/api/v1/connectors/${connector}/resume`,
    { method: 'POST' }
  ],
  'GET /api/v1/connectors/{id}/refusals': ({ connector }) => [`/api/v1/connectors/${connector}/refusals`],
  'GET /api/v1/connectors/{id}/write-back': ({ connector }) => [`/api/v1/connectors/${connector}/write-back`],
  'PUT /api/v1/connectors/{id}/write-back': ({ connector }) => [
    `/api/v1/connectors/${connector}/write-back`,
    { method: 'PUT', body: { answers: 'none' } }
  ],
  'POST /api/v1/connectors/{id}/deliveries/{delivery}/send': ({ connector }) => [
    `/api/v1/connectors/${connector}/deliveries/dlv_x/send`,
    { method: 'POST' }
  ],
  'GET /api/v1/endpoints': ({ site }) => [`/api/v1/endpoints?site=${site}`],
  'POST /api/v1/endpoints': ({ site }) => [
    '/api/v1/endpoints',
    { body: { site, url: 'https://1.1.1.1/eve', events: ['import.done'] } }
  ],
  'GET /api/v1/endpoints/{id}': ({ endpoint }) => [`/api/v1/endpoints/${endpoint}`],
  'PATCH /api/v1/endpoints/{id}': ({ endpoint }) => [
    `/api/v1/endpoints/${endpoint}`,
    { method: 'PATCH', body: { name: 'Mine now' } }
  ],
  'DELETE /api/v1/endpoints/{id}': ({ endpoint }) => [`/api/v1/endpoints/${endpoint}`, { method: 'DELETE' }],
  'POST /api/v1/endpoints/{id}/secret': ({ endpoint }) => [
    `/api/v1/endpoints/${endpoint}/secret`,
    { method: 'POST' }
  ],
  'POST /api/v1/endpoints/{id}/test': ({ endpoint }) => [
    `/api/v1/endpoints/${endpoint}/test`,
    { method: 'POST' }
  ],
  'GET /api/v1/endpoints/{id}/deliveries': ({ endpoint }) => [`/api/v1/endpoints/${endpoint}/deliveries`],
  'POST /api/v1/endpoints/{id}/deliveries/{delivery}/replay': ({ endpoint }) => [
    `/api/v1/endpoints/${endpoint}/deliveries/msg_x/replay`,
    { method: 'POST' }
  ],
  'POST /api/v1/endpoints/{id}/replay': ({ endpoint }) => [
    `/api/v1/endpoints/${endpoint}/replay`,
    { body: { since: '2026-01-01T00:00:00Z' } }
  ],
  'GET /api/v1/mail-server': { none: 'about the server, for whoever runs it' },
  'PUT /api/v1/mail-server': { none: 'about the server, for whoever runs it' },
  'DELETE /api/v1/mail-server': { none: 'about the server, for whoever runs it' },
  'POST /api/v1/mail-server/test': { none: 'about the server, for whoever runs it' },
  'GET /api/v1/notices': { none: 'about the server, for whoever runs it' },
  'GET /api/v1/audit': ({ site }) => [`/api/v1/audit?site=${site}`],
  'GET /api/v1/suspects': ({ survey }) => [`/api/v1/suspects?survey=${survey}`],
  'POST /api/v1/reviews': ({ survey }) => [
    '/api/v1/reviews',
    { body: { survey, state: 'excluded', why: 'mine' } }
  ],
  'POST /api/v1/reviews/{id}/undo': ({ survey }) => [
    `/api/v1/reviews/rev_x/undo?survey=${survey}`,
    { method: 'POST' }
  ],
  'GET /api/v1/tags/waiting': ({ site }) => [`/api/v1/tags/waiting?site=${site}&dimension=topic`],
  'POST /api/v1/tags/accept': ({ site }) => [
    '/api/v1/tags/accept',
    { body: { site, dimension: 'topic', keys: [canary] } }
  ],
  'POST /api/v1/tags/remove': ({ site }) => [
    '/api/v1/tags/remove',
    { body: { site, dimension: 'topic', keys: [canary] } }
  ],
  'GET /api/v1/tags': ({ site }) => [`/api/v1/tags?site=${site}&dimension=topic`],
  'GET /api/v1/topics/{key}': ({ site }) => [`/api/v1/topics/${canary}?site=${site}`],
  'PATCH /api/v1/topics/{key}': ({ site }) => [
    `/api/v1/topics/${canary}?site=${site}`,
    { method: 'PATCH', body: { label: 'Mine' } }
  ],
  'GET /api/v1/channels/{key}': ({ site }) => [`/api/v1/channels/${canary}?site=${site}`],
  'PATCH /api/v1/channels/{key}': ({ site }) => [
    `/api/v1/channels/${canary}?site=${site}`,
    { method: 'PATCH', body: { label: 'Mine' } }
  ],
  'GET /api/v1/agents/{key}': ({ site }) => [`/api/v1/agents/${canary}?site=${site}`],
  'PATCH /api/v1/agents/{key}': ({ site }) => [
    `/api/v1/agents/${canary}?site=${site}`,
    { method: 'PATCH', body: { label: 'Mine' } }
  ],
  'GET /api/v1/teams/{key}': ({ site }) => [`/api/v1/teams/${canary}?site=${site}`],
  'PATCH /api/v1/teams/{key}': ({ site }) => [
    `/api/v1/teams/${canary}?site=${site}`,
    { method: 'PATCH', body: { label: 'Mine' } }
  ],
  'GET /api/v1/training-plans': ({ survey }) => [`/api/v1/training-plans?survey=${survey}`],
  'POST /api/v1/training-plans': ({ survey }) => [
    '/api/v1/training-plans',
    { body: { survey, name: 'Mine', topics: ['a'] } }
  ],
  'GET /api/v1/training-plans/{id}': ({ plan }) => [`/api/v1/training-plans/${plan}`],
  'PATCH /api/v1/training-plans/{id}': ({ plan }) => [
    `/api/v1/training-plans/${plan}`,
    { method: 'PATCH', body: { name: 'Mine now' } }
  ],
  'DELETE /api/v1/training-plans/{id}': ({ plan }) => [
    `/api/v1/training-plans/${plan}`,
    { method: 'DELETE' }
  ],
  'GET /api/v1/training-plans/{id}/lift': ({ plan }) => [`/api/v1/training-plans/${plan}/lift`],
  'GET /api/v1/training-plans/mine': ({ survey }) => [`/api/v1/training-plans/mine?survey=${survey}`],
  'PATCH /api/v1/training-plans/{id}/voice': ({ plan }) => [
    `/api/v1/training-plans/${plan}/voice`,
    { method: 'PATCH', body: { acknowledged: true } }
  ],
  'GET /api/v1/training-plans/{id}/voices': ({ plan }) => [`/api/v1/training-plans/${plan}/voices`],
  'GET /api/v1/disputes': ({ site }) => [`/api/v1/disputes?site=${site}`],
  'POST /api/v1/disputes': ({ survey, response }) => [
    '/api/v1/disputes',
    { body: { survey, answer: response, cause: 'tool', why: 'Mine now' } }
  ],
  'POST /api/v1/disputes/{id}/decision': ({ dispute }) => [
    `/api/v1/disputes/${dispute}/decision`,
    { body: { decision: 'upheld', reason: 'Mine now' } }
  ],
  'POST /api/v1/disputes/{id}/withdrawal': ({ dispute }) => [
    `/api/v1/disputes/${dispute}/withdrawal`,
    { method: 'POST' }
  ],
  'GET /api/v1/scores/goals': ({ survey }) => [`/api/v1/scores/goals?survey=${survey}`],
  'POST /api/v1/goals': ({ survey }) => ['/api/v1/goals', { body: { survey, value: 80, due: '2199-01-01' } }],
  'DELETE /api/v1/goals/{id}': ({ goal }) => [`/api/v1/goals/${goal}`, { method: 'DELETE' }],
  'GET /api/v1/alerts': ({ site }) => [`/api/v1/alerts?site=${site}`],
  'POST /api/v1/alerts': ({ site }) => [
    '/api/v1/alerts',
    { body: { site, kinds: ['score-worse'], to: { target: 'mail', member: 'me' } } }
  ],
  'PATCH /api/v1/alerts/{id}': ({ alert }) => [
    `/api/v1/alerts/${alert}`,
    { method: 'PATCH', body: { kinds: ['score-better'] } }
  ],
  'DELETE /api/v1/alerts/{id}': ({ alert }) => [`/api/v1/alerts/${alert}`, { method: 'DELETE' }],
  'POST /api/v1/alerts/{id}/test': ({ alert }) => [`/api/v1/alerts/${alert}/test`, { method: 'POST' }],
  'GET /api/v1/marks': ({ survey }) => [`/api/v1/marks?survey=${survey}&from=2026-01-01&to=2026-12-31`],
  'POST /api/v1/marks': ({ survey }) => [
    '/api/v1/marks',
    { body: { survey, day: '2026-10-01', name: 'Mine' } }
  ],
  'DELETE /api/v1/marks/{id}': ({ mark }) => [`/api/v1/marks/${mark}`, { method: 'DELETE' }],
  'GET /api/v1/imports/{id}': ({ importRun }) => [`/api/v1/imports/${importRun}`]
}

export function csvFor(survey: string, mapping: object = { rating: 'score' }) {
  const form = new FormData()
  form.set('survey', survey)
  form.set('mapping', JSON.stringify(mapping))
  form.set('file', new File(['score\n5\n'], 'scores.csv', { type: 'text/csv' }))
  return form
}
