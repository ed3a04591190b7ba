import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { challengeOf, isProven } from '../../../server/limits/proof'
import { prove } from '../../../widget/outbox/proof'
import type { Posted } from '../../../widget/shared/protocol'

const now = Date.parse('2026-11-29T12:00:00Z')
const minute = 60_000
const key = 'a secret of the server'
const answer = { surveyId: 'svy_5d0CAAHgPHyWjsXG', id: '2f0f0f6e-6c1b-4b0e-9a53-6f5b3a1f7c55' }

/** What the widget posts for a challenge, and what it makes of it in the end. */
async function sentFor(challenge: string, first: Posted = { id: answer.id, rating: 4 }) {
  const sent: Posted[] = []
  const fate = await prove(challenge, first, async (again) => (sent.push(again), 'saved'))
  return { fate, sent }
}

describe('a proof of work', () => {
  it('is found by the widget and holds on the server, for that answer of that survey, for ten minutes', async () => {
    const { fate, sent } = await sentFor(challengeOf(key, answer, now))
    const [{ proof, ...rest } = { proof: '' }] = sent
    expect([fate, rest]).toEqual(['saved', { id: answer.id, rating: 4 }])
    const holds = (secret: string, of: typeof answer, at: number) => isProven(secret, of, proof, at)
    expect(holds(key, answer, now + 9 * minute)).toBe(true)
    expect({
      late: holds(key, answer, now + 11 * minute),
      early: holds(key, answer, now - 2 * minute),
      otherAnswer: holds(key, { ...answer, id: `${answer.id}0` }, now),
      otherSurvey: holds(key, { ...answer, surveyId: 'svy_other' }, now),
      otherServer: holds('another secret', answer, now)
    }).toEqual({ late: false, early: false, otherAnswer: false, otherSurvey: false, otherServer: false })
  })

  it('is not made up', async () => {
    const challenge = challengeOf(key, answer, now)
    const [{ proof = '' } = {}] = (await sentFor(challenge)).sent
    const numbers = proof.split('~')[1]?.split('-') ?? []
    const easier = challenge.replace(/^11\.16/, '01.01')
    const wrong = [
      undefined,
      '',
      '~',
      challenge,
      `${challenge}~`,
      `${challenge}~${'0-'.repeat(15)}0`,
      `${challenge}~${numbers.slice(1).join('-')}`,
      `${challenge}~${[...numbers.slice(1), numbers[0]].join('-')}`,
      `${challenge}~${Array.from({ length: 16 }, () => numbers[0]).join('-')}`,
      `${challenge}~${numbers.map((number) => (Number.parseInt(number, 36) + 2 ** 32).toString(36)).join('-')}`,
      `${challenge}~${numbers.map(() => '-').join('-')}`,
      proof.replace(/.(?=~)/, (letter) => (letter === 'A' ? 'B' : 'A')),
      proof.replace(challenge, easier),
      `${proof}-0`,
      proof.replaceAll('.', '-'),
      'x'.repeat(300)
    ]
    expect(wrong.filter((one) => isProven(key, answer, one, now))).toEqual([])
    expect(isProven(key, answer, proof, now)).toBe(true)
  })

  it('hashes as SHA-256 does', async () => {
    const challenge = challengeOf(key, answer, now)
    const [{ proof = '' } = {}] = (await sentFor(challenge)).sent
    const hashes = (proof.split('~')[1] ?? '').split('-').map((number, part) => {
      const head = Buffer.alloc(4)
      head.writeUInt32BE(Number.parseInt(number, 36))
      return createHash('sha256').update(head).update(`${part}.${challenge}`).digest().readUInt32BE(0) >>> 21
    })
    expect(hashes).toEqual(Array.from({ length: 16 }, () => 0))
  })

  it('is worked on once for a try: what is still not enough waits', async () => {
    const { fate, sent } = await sentFor(challengeOf(key, answer, now), {
      id: answer.id,
      rating: 4,
      proof: 'one that was too old'
    })
    expect([fate, sent]).toEqual(['waiting', []])
  })

  it('lets others have their turn meanwhile', async () => {
    let turns = 0
    let isDone = false
    const count = () => void (turns++, isDone || setImmediate(count))
    count()
    await sentFor('16.04.x')
    isDone = true
    // 262,144 hashes take this machine a tenth of a second at the least, of which eight thousandths go by
    // between two turns.
    expect(turns).toBeGreaterThan(5)
  })
})
