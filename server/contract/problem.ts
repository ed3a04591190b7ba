/**
 * Every failure that a client may see: its code, its status and what to do about it. `{…}` is filled from
 * the details. Anything that is thrown and stands not here is a bug: it is logged and answered with 500
 * `internal`.
 */
const problems = {
  'malformed-json': [400, 'The body is not valid JSON; send one JSON object.'],
  'json-too-deep': [
    400,
    'The body has more than {detail} lists and objects within each other; send it flatter.'
  ],
  'malformed-query': [400, 'The address has a part that cannot be read: {detail}.'],
  'malformed-csv': [422, 'The file cannot be read as CSV: {detail}.'],
  'import-asks': [422, '{detail}'],
  'malformed-json-file': [422, 'The file cannot be read as JSON: {detail}.'],
  'sign-in-needed': [401, 'Sign in, or send a key as “Authorization: Bearer hb_…”.'],
  'metrics-closed': [
    401,
    'Send METRICS_TOKEN, or the key of the environment, as “Authorization: Bearer …”; or ' +
      'set METRICS_PORT and read there.'
  ],
  'key-unknown': [401, 'This API key is unknown or was revoked; create another under Settings.'],
  'sign-in-failed': [401, 'The e-mail address or the password is wrong.'],
  'hook-signature-wrong': [401, 'The signature does not match; enter the secret of this connector again.'],
  'set-up-link-wrong': [
    403,
    'This set-up link is not valid; copy it again from where the server was started.'
  ],
  'set-up-done': [403, 'This set-up link was used already; sign in instead.'],
  'join-link-wrong': [
    403,
    'This invitation was used already or is older than a week; ask an owner of the site for a new one.'
  ],
  'account-exists': [
    403,
    'You have an account with this e-mail address already; give its password, or ask for a new one first.'
  ],
  'second-factor-first': [
    403,
    'Your account asks for a code as well: sign in first, then open this link again.'
  ],
  'reset-link-wrong': [403, 'This link was used already or is too old; ask for another one.'],
  'address-link-wrong': [
    403,
    'This link is too old or was sent to another account; sign in with that one and ask for another link.'
  ],
  'password-wrong': [403, 'The password is wrong.'],
  'code-wrong': [403, 'This code is wrong or was used already; enter the one that is shown now.'],
  'code-too-late': [401, 'This took too long; sign in again.'],
  'session-old': [403, 'You signed in more than a day ago; sign out and in again, then repeat this.'],
  'passkey-refused': [403, 'This passkey did not fit; try again, or sign in with your password.'],
  'not-offered': [409, 'This server does not offer this; ask whoever runs it.'],
  'mail-by-environment': [409, 'SMTP_URL of the environment names the mail server; take it out there first.'],
  'two-factor-already': [409, 'Two-factor sign-in is on already; switch it off first.'],
  'origin-foreign': [403, 'This can only be done from a page of {detail}.'],
  'scope-missing': [403, 'This key lacks the scope “{detail}”; create one that has it.'],
  'role-missing': [403, 'Only {detail} may do this; ask an owner of the site.'],
  'dispute-own': [
    403,
    'A second person decides: you raised this dispute, or the answer is yours. Ask another manager.'
  ],
  'operator-only': [403, 'Only whoever runs this server may do this.'],
  'origin-not-allowed': [
    403,
    'Pages of {detail} may not send answers to this site; add the origin under Settings.'
  ],
  'signature-wrong': [403, 'The signature does not match the customer; compute it with the site secret.'],
  'key-needed': [403, 'Only a key may set “{detail}”; leave it out or send a key.'],
  'not-found': [404, 'There is nothing here under that address.'],
  'site-unknown': [404, 'There is no site “{detail}”.'],
  'survey-unknown': [404, 'There is no survey “{detail}”.'],
  'survey-not-live': [409, 'The survey “{detail}” is not live; publish it first.'],
  'member-already': [409, '“{detail}” is a member of this site already; change the role instead.'],
  'last-owner': [409, 'A site needs an owner; make somebody else an owner first.'],
  'connect-needless': [
    409,
    'This vendor takes our address by hand only; paste it there as the steps of the connector say.'
  ],
  'connect-refused': [409, 'The vendor was not told our address: {detail}'],
  'delivery-not-dead': [409, 'Only a message that was given up can be sent again.'],
  'dispute-open': [409, 'This answer is disputed already; wait until somebody has decided.'],
  'dispute-over': [409, 'This dispute is not open any more; raise another one.'],
  'response-locked': [409, 'This answer can no longer be changed; its edit window is over.'],
  'link-lost': [
    409,
    'This link was made under another HEARBACK_SECRET and cannot be shown again; make a new one.'
  ],
  'link-private': [409, 'A customer’s link is shown only once, to whoever makes it; this is for placements.'],
  'link-for-tests': [
    409,
    'This link is a test, and its answers are never counted; make another one to hang up.'
  ],
  'reminded-already': [409, 'This customer has been reminded, or will be; once is enough.'],
  'reminder-needless': [409, 'There is nothing to remind of: this invitation {detail}.'],
  'reply-impossible': [409, 'This customer cannot be written to from here: {detail}.'],
  'link-used-up': [409, 'This link has been answered as often as it may be; ask for a new one.'],
  'tags-in-a-circle': [
    409,
    'That would make “{detail}” a part of itself; take apart what stands between the two first.'
  ],
  'changed-meanwhile': [412, 'Somebody changed this meanwhile; load it again and repeat your change.'],
  'too-large': [413, 'The body is larger than {detail}; send less at a time.'],
  'content-type-wrong': [415, 'Send the body as {detail}.'],
  'password-common': [
    422,
    'Many people use this password, so it is tried first; choose another one, best a few words.'
  ],
  'password-own': [
    422,
    'This password follows from your address or name; choose another one, best a few words.'
  ],
  invalid: [422, '{detail}'],
  'name-wrong': [422, 'To delete this, give its name as it is: “{detail}”.'],
  'too-many': [429, 'Too many requests; wait {detail} seconds.'],
  internal: [500, 'Something broke on our side; it is logged under the request id.'],
  'passwords-busy': [503, 'Many people sign in at this moment; try again in a few seconds.'],
  'mail-not-sent': [
    503,
    'The mail server did not take the mail; try again in a moment, and tell whoever runs this server if it stays so.'
  ],
  'database-busy': [503, 'The database is busy; try again in a moment.'],
  'database-full': [503, 'The disk is full; what was sent is not kept, so send it again when there is room.'],
  'search-not-whole': [
    503,
    'Comments of earlier answers are still being made searchable; try again in a minute.'
  ],
  'database-broken': [
    503,
    'The database cannot be read or written at the moment; what was sent is not kept, so send it again later.'
  ],
  'secret-unknown': [
    503,
    'The server was started with another HEARBACK_SECRET than its database was used with; ' +
      'name the former one in HEARBACK_FORMER_SECRETS.'
  ],
  'live-full': [
    503,
    'Too many pages are open that follow the answers; this one goes on without, reload it later.'
  ],
  stopping: [503, 'This process is stopping; try again in a moment.']
} as const

export type ProblemCode = keyof typeof problems
export type ProblemBody = { code: ProblemCode; message: string; field?: string }

/** Which field of what was sent is wrong, and after how long another try is worth it. */
type Hints = { field?: string | undefined; retryAfterSeconds?: number | undefined }

/** A failure that a client is told about. */
export class Problem extends Error {
  readonly field: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ProblemCode,
    readonly status: (typeof problems)[ProblemCode][0],
    message: string,
    { field, retryAfterSeconds }: Hints = {}
  ) {
    super(message)
    this.field = field
    this.retryAfterSeconds = retryAfterSeconds
  }

  get body(): ProblemBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field })
    }
  }
}

/** Makes the failure `code`, its sentence completed by `detail`, pointing at `field` of what was sent. */
export function problem(code: ProblemCode, detail = '', field?: string): Problem {
  const [status, sentence] = problems[code]
  const seconds =
    status === 503 ? (code === 'passwords-busy' ? 3 : 1) : code === 'too-many' ? Number(detail) : undefined
  return new Problem(
    code,
    status,
    sentence.replace('{detail}', () => detail),
    { field, retryAfterSeconds: seconds }
  )
}
