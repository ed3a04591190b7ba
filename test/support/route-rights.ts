import type { Scope } from '../../server/contract/terms'

/**
 * Who may do something by a route, named by what it takes: a scope: keys that have it and the roles of the
 * site that have it; `program`: keys only, that may write answers; `names`: owners, managers and keys that
 * administer; `alerts`: whoever has a role, for
 * themselves at least, and keys that administer; `proof`: the same, of keys those that may read answers as well; `works`: owners, managers and leads, and keys that read
 * and write answers; `raises`: whoever has a role, in person; `decides`: owners and managers, in person; `withdraws`:
 * the agent whom it is about; `isTaught`: an agent who is in the plan; `owners`: those who make other owners; `anyOwner`: owners of any site; `person`: whoever is
 * signed in, about themselves; `deleter`: the operator, since nobody else deletes another's account;
 * `operator`: whoever runs the server; `each`, `eachResponse`, `eachInvitation`: whoever is known or has
 * that scope somewhere, since each part is looked at by itself; `anybody`: routes that ask for something
 * else than who sends it, such as a token, a signature or an address of the site.
 */
export type Right =
  | Scope
  | 'program'
  | 'operator'
  | 'names'
  | 'alerts'
  | 'proof'
  | 'works'
  | 'raises'
  | 'decides'
  | 'withdraws'
  | 'isTaught'
  | 'owners'
  | 'anyOwner'
  | 'person'
  | 'deleter'
  | 'each'
  | 'eachResponse'
  | 'eachInvitation'
  | 'anybody'

export const rights: Record<Right, readonly string[]> = {
  anybody: [
    'GET /',
    'GET /sign-in',
    'GET /set-up',
    'GET /join',
    'GET /forgot',
    'GET /reset',
    'GET /prove',
    'GET /profile',
    'GET /welcome',
    'GET /surveys',
    'GET /sites/*',
    'GET /settings/*',
    'GET /assets/{file}',
    'GET /w/{file}',
    'GET /api/v1/openapi.json',
    'GET /healthz',
    'GET /readyz',
    'GET /metrics',
    'POST /mcp',
    'GET /hooks/{connector}',
    'POST /hooks/{connector}',
    'GET /{kind}/{token}',
    'POST /{kind}/{token}',
    'POST /{kind}/{token}/{step}',
    'GET /alerts/{token}/off',
    'POST /alerts/{token}/off',
    'GET /a/{token}',
    'POST /a/{token}',
    'GET /u/{token}',
    'POST /u/{token}',
    'GET /preview',
    'GET /preview/survey.js',
    'GET /preview/page.js',
    'OPTIONS /api/v1/responses',
    'OPTIONS /api/v1/eligibility',
    'POST /api/v1/asks',
    'OPTIONS /api/v1/asks',
    'GET /api/v1/set-up',
    'POST /api/v1/set-up',
    'POST /api/v1/join',
    'GET /api/auth/ways',
    'GET /api/auth/signed-in',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-in/social',
    'GET /api/auth/callback/sso',
    'POST /api/auth/sign-out',
    'POST /api/auth/request-password-reset',
    'POST /api/auth/reset-password',
    'POST /api/auth/two-factor/verify-backup-code',
    'POST /api/auth/two-factor/verify-totp',
    'GET /api/auth/passkey/generate-authenticate-options',
    'POST /api/auth/passkey/verify-authentication'
  ],
  person: [
    'GET /api/v1/me',
    'GET /api/v1/me/profile',
    'POST /api/v1/me/proof',
    'POST /api/v1/me/address',
    'DELETE /api/v1/me/sessions/{id}',
    'POST /api/auth/change-password',
    'POST /api/auth/update-user',
    'POST /api/auth/two-factor/enable',
    'POST /api/auth/two-factor/disable',
    'POST /api/auth/two-factor/generate-backup-codes',
    'GET /api/auth/passkey/generate-register-options',
    'POST /api/auth/passkey/verify-registration',
    'POST /api/auth/passkey/delete-passkey'
  ],
  each: ['GET /api/v1/sites', 'GET /api/v1/connectors/kinds', 'GET /api/v1/notices'],
  owners: ['POST /api/v1/members'],
  anyOwner: ['POST /api/v1/sites'],
  program: ['POST /api/v1/responses'],
  eachResponse: ['POST /api/v1/responses/batch'],
  eachInvitation: ['POST /api/v1/invitations/batch'],
  operator: [
    'GET /api/v1/mail-server',
    'PUT /api/v1/mail-server',
    'DELETE /api/v1/mail-server',
    'POST /api/v1/mail-server/test'
  ],
  deleter: ['GET /api/v1/people/{id}/deletion', 'DELETE /api/v1/people/{id}'],
  names: [
    'GET /api/v1/tags',
    'GET /api/v1/tags/waiting',
    'POST /api/v1/tags/accept',
    'POST /api/v1/tags/remove',
    'GET /api/v1/topics/{key}',
    'PATCH /api/v1/topics/{key}',
    'GET /api/v1/channels/{key}',
    'PATCH /api/v1/channels/{key}',
    'GET /api/v1/agents/{key}',
    'PATCH /api/v1/agents/{key}',
    'GET /api/v1/teams/{key}',
    'PATCH /api/v1/teams/{key}',
    'GET /api/v1/training-plans',
    'POST /api/v1/training-plans',
    'GET /api/v1/training-plans/{id}',
    'PATCH /api/v1/training-plans/{id}',
    'DELETE /api/v1/training-plans/{id}',
    'GET /api/v1/training-plans/{id}/voices',
    'POST /api/v1/goals',
    'DELETE /api/v1/goals/{id}',
    'POST /api/v1/marks',
    'DELETE /api/v1/marks/{id}',
    'PATCH /api/v1/alerts/{id}',
    'DELETE /api/v1/alerts/{id}',
    'POST /api/v1/alerts/{id}/test',
    'GET /api/v1/sites/{site}/follow-up-rules',
    'PUT /api/v1/sites/{site}/follow-up-rules'
  ],
  alerts: ['GET /api/v1/alerts', 'POST /api/v1/alerts'],
  proof: ['GET /api/v1/training-plans/{id}/lift', 'POST /api/v1/sites/{site}/follow-up-rules/preview'],
  works: [
    'PATCH /api/v1/sites/{site}/follow-ups/{id}',
    'POST /api/v1/sites/{site}/follow-ups/{id}/notes',
    'POST /api/v1/sites/{site}/follow-ups/{id}/replies'
  ],
  raises: ['POST /api/v1/disputes'],
  decides: ['POST /api/v1/disputes/{id}/decision'],
  withdraws: ['POST /api/v1/disputes/{id}/withdrawal'],
  isTaught: ['GET /api/v1/training-plans/mine', 'PATCH /api/v1/training-plans/{id}/voice'],
  'scores:read': [
    'GET /api/v1/marks',
    'GET /api/v1/scores/goals',
    'GET /api/v1/sites/{id}',
    'GET /api/v1/surveys',
    'GET /api/v1/surveys/{id}',
    'GET /api/v1/surveys/{id}/versions',
    'POST /api/v1/surveys/preview',
    'GET /api/v1/scores',
    'GET /api/v1/scores/matrix',
    'GET /api/v1/scores/surveys',
    'GET /api/v1/scores/control',
    'GET /api/v1/funnel',
    'GET /api/v1/topics',
    'GET /api/v1/agents',
    'GET /api/v1/channels',
    'GET /api/v1/kpis',
    'GET /api/v1/live'
  ],
  'responses:read': [
    'GET /api/v1/responses',
    'GET /api/v1/responses.csv',
    'GET /api/v1/responses/{id}',
    'GET /api/v1/words',
    'GET /api/v1/kpis/breaches',
    'GET /api/v1/handlers',
    'GET /api/v1/disputes',
    'GET /api/v1/severity',
    'GET /api/v1/scores/waiting',
    'GET /api/v1/drivers',
    'GET /api/v1/sites/{site}/follow-ups',
    'GET /api/v1/sites/{site}/follow-ups/{id}',
    'GET /api/v1/sites/{site}/follow-ups/recovery',
    'GET /api/v1/sites/{site}/follow-up-figures',
    'GET /api/v1/invitations',
    'GET /api/v1/invitations/{id}'
  ],
  'responses:write': [
    'PATCH /api/v1/responses/{id}',
    'GET /api/v1/suspects',
    'POST /api/v1/reviews',
    'POST /api/v1/reviews/{id}/undo'
  ],
  'invitations:write': [
    'POST /api/v1/invitations',
    'POST /api/v1/invitations/upload',
    'GET /api/v1/invitations/sheet',
    'PATCH /api/v1/invitations/{id}',
    'DELETE /api/v1/invitations/{id}',
    'POST /api/v1/invitations/{id}/remind',
    'GET /api/v1/invitations/{id}/qr.svg',
    'GET /api/v1/invitations/{id}/qr.png',
    'POST /api/v1/eligibility'
  ],
  'conversations:write': ['POST /api/v1/conversations/batch', 'PUT /api/v1/conversations/{id}'],
  admin: [
    'PATCH /api/v1/sites/{id}',
    'GET /api/v1/sites/{id}/refused-origins',
    'POST /api/v1/surveys',
    'PATCH /api/v1/surveys/{id}',
    'GET /api/v1/audit',
    'GET /api/v1/members',
    'PATCH /api/v1/members/{id}',
    'DELETE /api/v1/members/{id}',
    'GET /api/v1/keys',
    'POST /api/v1/keys',
    'DELETE /api/v1/keys/{id}',
    'GET /api/v1/opt-outs',
    'POST /api/v1/opt-outs',
    'DELETE /api/v1/opt-outs/{id}',
    'POST /api/v1/customers/erase',
    'POST /api/v1/customers/export',
    'GET /api/v1/sites/{id}/retention',
    'PATCH /api/v1/sites/{id}/retention',
    'GET /api/v1/surveys/{id}/deletion',
    'DELETE /api/v1/surveys/{id}',
    'GET /api/v1/sites/{id}/deletion',
    'DELETE /api/v1/sites/{id}',
    'GET /api/v1/imports',
    'POST /api/v1/imports',
    'GET /api/v1/imports/{id}',
    'GET /api/v1/connectors',
    'POST /api/v1/connectors',
    'GET /api/v1/connectors/{id}',
    'PATCH /api/v1/connectors/{id}',
    'DELETE /api/v1/connectors/{id}',
    'POST /api/v1/connectors/{id}/test',
    'POST /api/v1/connectors/{id}/connect',
    'GET /api/v1/connectors/{id}/deliveries',
    'POST /api/v1/connectors/{id}/deliveries/{delivery}/send',
    'POST /api/v1/connectors/{id}/deliveries/send',
    'POST /api/v1/connectors/{id}/resume',
    'GET /api/v1/connectors/{id}/refusals',
    'GET /api/v1/endpoints',
    'POST /api/v1/endpoints',
    'GET /api/v1/endpoints/{id}',
    'PATCH /api/v1/endpoints/{id}',
    'DELETE /api/v1/endpoints/{id}',
    'POST /api/v1/endpoints/{id}/secret',
    'POST /api/v1/endpoints/{id}/test',
    'GET /api/v1/endpoints/{id}/deliveries',
    'POST /api/v1/endpoints/{id}/deliveries/{delivery}/replay',
    'POST /api/v1/endpoints/{id}/replay',
    'GET /api/v1/connectors/{id}/write-back',
    'PUT /api/v1/connectors/{id}/write-back'
  ]
}
