import { expect, test } from 'vitest'
import { ask, point, stage } from '../support/stage'
import { surveyOf } from '../support/widget-server'

const at = stage([surveyOf('faces')])
const dead = /Failed to load resource|ERR_/
/** As a shop's server would sign it; the small server of these tests believes anybody. */
const signed = { customer: 'c-1', conversation: 'T-7', agent: ' Ana ', team: 'tier-1', signature: 'ab12' }
const claims = {
  customer: undefined,
  conversation: undefined,
  agent: undefined,
  team: undefined,
  signature: undefined
}

const unsent = 'localStorage.getItem("hearback:site_test:unsent")'
const calls = (...calls: unknown[][]) =>
  calls.map(([call, details]) => `hearback('${call}', ${JSON.stringify(details)})`).join(';')

test('an answer has a secret of its own from the first body on, and every edit of it the same one', async () => {
  const page = await at.visit()
  await ask(page)
  await point(page, 'Good').click()
  await page.getByRole('textbox').fill('Kind')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => at.server.posted.at(-1)?.comment).toBe('Kind')
  const other = await at.visit()
  await ask(other)
  await point(other, 'Bad').click()
  await expect.poll(() => at.server.stored.size).toBe(2)
  const secrets = at.server.posted.map(({ id, secret }) => `${id} ${secret}`)
  expect(new Set(secrets).size).toBe(2)
  for (const { id, secret } of at.server.posted) {
    expect(secret.length).toBeGreaterThanOrEqual(22)
    expect(secret).not.toBe(id)
  }
})

test('an edit that could not be sent is sent from a later page with the secret of its answer', async () => {
  const page = await at.visit({ expected: dead })
  await ask(page)
  await point(page, 'Bad').click()
  await expect.poll(() => at.server.stored.size).toBe(1)
  const [first] = at.server.posted
  at.server.instead = (response) => (response.destroy(), true)
  await page.getByRole('textbox').fill('It came late')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect.poll(() => page.evaluate(unsent)).toContain('It came late')
  await page.close({ runBeforeUnload: false })
  // A server that lets nobody edit without the secret, as ours does.
  at.server.instead = (response, { secret }) =>
    secret !== first?.secret && (response.writeHead(409).end('{"code":"response-locked"}'), true)
  const next = await at.again(page, dead)
  await expect
    .poll(() => [...at.server.stored.values()])
    .toMatchObject([{ id: first?.id, rating: 2, comment: 'It came late' }])
  await expect.poll(() => next.evaluate(unsent)).toBe(null)
})

const tag =
  'data-customer="c-1" data-conversation="T-7" data-agent=" Ana " data-team="tier-1" data-signature="ab12"'
test.each<[how: string, tag: string, said: string, sent: object]>([
  ['signs on the tag', tag, '', signed],
  ['signs by identify', '', calls(['identify', signed]), signed],
  ['signs by set', '', calls(['set', signed]), signed],
  [
    'says more beside what it signed',
    'data-team="tier-2"',
    calls(['set', { agent: 'ben' }], ['identify', { customer: 'c-1', signature: 'ab12' }]),
    { ...claims, customer: 'c-1', agent: 'ben', team: 'tier-2', signature: 'ab12' }
  ],
  ['says the same again', tag, calls(['set', { agent: ' Ana ' }]), signed],
  [
    'says otherwise afterwards',
    tag,
    calls(['set', { agent: 'ben' }]),
    { ...signed, agent: 'ben', signature: undefined }
  ],
  [
    'signs anew',
    tag,
    calls(['identify', { customer: 'c-2', conversation: 'T-8', signature: 'cd34' }]),
    { ...signed, customer: 'c-2', conversation: 'T-8', signature: 'cd34' }
  ],
  ['signs nothing', 'data-customer="c-1"', '', { ...claims, customer: 'c-1' }]
])(
  'a page that %s has sent with the answer what it gave, and a signature only with what it covers',
  async (_how, tag, said, sent) => {
    const page = await at.visit({ tag })
    await page.evaluate(said)
    await ask(page)
    await point(page, 'Good').click()
    await expect.poll(() => at.server.posted.length).toBe(1)
    const { customer, conversation, agent, team, signature } = at.server.posted[0] ?? {}
    expect({ customer, conversation, agent, team, signature }).toEqual(sent)
    // What the server is asked beforehand is vouched for in the same way.
    for (const asked of at.server.considered) expect(asked).toMatchObject(JSON.parse(JSON.stringify(sent)))
  }
)

test('what only asking signs is signed for that time alone', async () => {
  const page = await at.visit()
  await ask(page, signed)
  await point(page, 'Good').click()
  await page.evaluate("hearback('close')")
  await ask(page)
  await point(page, 'Bad').click()
  await expect
    .poll(() => at.server.posted.map(({ customer, signature }) => [customer, signature]))
    .toEqual([
      ['c-1', 'ab12'],
      [undefined, undefined]
    ])
})

test('a signed conversation without a customer is shown the survey without a question to the server', async () => {
  const page = await at.visit()
  await ask(page, { conversation: 'T-7', signature: 'ab12' })
  await point(page, 'Good').waitFor()
  expect(at.server.considered).toEqual([])
})
