import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import type { Expression } from '../../support/expressions'
import { expressionsIn, worstInputs } from '../../support/expressions'

// The part of recheck that needs neither a binary nor a process of its own.
process.env.RECHECK_SYNC_BACKEND = 'pure'
const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck')

const { literals, made } = expressionsIn(['server', 'widget', 'dashboard'])
const each = [...new Map(literals.map((one) => [`/${one.source}/${one.flags}`, one])).values()]
/** Expressions that repeat nothing without end cannot be slow; recheck takes seconds for some of them. */
const endless = each.filter(({ source }) =>
  /[*+]|\{\d+,\}/.test(source.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/g, 'x'))
)

const [shorter, longer] = [16 * 1024, 64 * 1024]
const timesMax = 6
/** Times below this say nothing: a quadratic expression takes a second and more for the longer input. */
const floorMs = 25
const attackMs = 100

it('finds the expressions of the source', () => {
  expect(each.length).toBeGreaterThan(100)
})

it('puts together no expression from what somebody sends', () => {
  // Those of ratings are made of our own words; each is checked below.
  expect(made.map(({ where }) => where)).toEqual(Array(4).fill('server/channels/read-rating.ts'))
})

it('has no expression that takes more than linear time', () => {
  const slow = endless.flatMap((expression) => {
    const { where, source, flags } = expression
    const found = checkSync(source, flags, { timeout: 20_000 })
    // What takes too long to prove on a busy machine is left to the measurements below.
    if (found.status !== 'vulnerable')
      return found.status === 'unknown' && found.error.kind !== 'timeout'
        ? [`${where} /${source}/${flags}: ${found.error.kind}`]
        : []
    // Expressions with assertions are not proved but tried, and steps are counted that engines do not take: its
    // attack must be slow here.
    const isTried = found.checker === 'fuzz'
    return isTried && fastest(expression, found.attack.string, 10) < attackMs
      ? []
      : [`${where} /${source}/${flags}: ${found.complexity.summary}, ${found.attack.pattern}`]
  })
  expect(slow).toEqual([])
}, 180_000)

it('takes four times the input in little more than four times the time, whatever the expression', () => {
  const slow = each.filter((expression) => {
    const inputs = worstInputs(expression, shorter)
    return worstInputs(expression, longer).some((long, index) => {
      const ms = fastest(expression, long, 1)
      if (ms < floorMs) return false
      // Only what seems slow is measured with care: the machine may have been busy. What is slow is so each time.
      const isSlow = () =>
        fastest(expression, long, 5) >
        Math.max(floorMs, timesMax * fastest(expression, inputs[index] ?? '', 5))
      return isSlow() && isSlow() && isSlow()
    })
  })
  expect(slow.map(({ where, source }) => `${where} /${source}/`)).toEqual([])
}, 180_000)

function fastest({ source, flags }: Expression, input: string, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const expression = new RegExp(source, flags)
    const started = performance.now()
    if (flags.includes('g')) input.replace(expression, '')
    else expression.test(input)
    return performance.now() - started
  })
  return Math.min(...times)
}
