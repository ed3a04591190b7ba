import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, it } from 'vitest'
import { toldError } from '../../../../server/text/told-error'

const canary = 'CANARY'

it.each<[what: string, error: unknown]>([
  [
    'a statement with its parameters',
    new DrizzleQueryError(
      'insert into response (comment) values ($1)',
      [canary],
      new Error(`invalid input syntax for type integer: "${canary}"`)
    )
  ],
  [
    'what PostgreSQL says of a row',
    Object.assign(new Error(`duplicate key value violates unique constraint "x"`), {
      code: '23505',
      detail: `Key (email)=(${canary}) already exists.`,
      where: canary,
      constraint: 'auth_user_email'
    })
  ],
  ['what a parser quotes', capture(() => JSON.parse(`{"comment": ${canary}}`))],
  ['an address that is none', capture(() => new URL(`http://${canary} /`))],
  [
    'what a mail server answers',
    Object.assign(new Error(`Can't send mail - all recipients were rejected: 550 <${canary}@example.com>`), {
      rejected: [canary],
      response: canary
    })
  ],
  [
    'an address and a number in a sentence',
    new Error(`no way to ${canary}@example.com or +49170${'1'.repeat(7)}`)
  ],
  [
    'a cause within a cause',
    new Error('outer', { cause: new Error('inner', { cause: new TypeError(`Cannot read "${canary}"`) }) })
  ],
  ['a message that looks like a stack', new Error(`first\n    at ${canary} (file:1:2)`)],
  ['something that is no error', { email: canary }],
  ['a text', canary]
])('tells nothing of %s', (_, error) => {
  const told = JSON.stringify(toldError(error))
  expect(told).not.toContain(canary)
  expect(told).not.toContain('4917011')
})

it('tells what helps to find a bug: kind, code, constraint, statement and place', () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "response_pkey"'), {
    code: '23505',
    constraint: 'response_pkey',
    table: 'response'
  })
  const told = toldError(
    new DrizzleQueryError('insert into response (comment) values ($1)', ['hello'], cause)
  )
  expect(told).toMatchObject({
    message: 'a statement failed',
    statement: 'insert into response (comment) values ($1)',
    cause: {
      message: 'duplicate key value violates unique constraint',
      code: '23505',
      constraint: 'response_pkey',
      table: 'response'
    }
  })
  expect(told.stack).toContain('told-error.test.ts')
  expect(toldError(new TypeError('x is not a function'))).toMatchObject({
    type: 'TypeError',
    message: 'x is not a function'
  })
})

function capture(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
