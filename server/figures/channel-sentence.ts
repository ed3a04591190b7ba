import type { Score } from '../contract/figures'
import type { PairView } from '../contract/figures-channels'
import type { Pair } from '../statistics/like-for-like'
import type { Meaning } from '../statistics/tally'

type Side = { label: string; score: Score }
type Saying = PairView['says']

/**
 * What may be said of two channels: no more than Mantel and Haenszel's test carries, and always with the
 * name of both.
 */
export function saidOf(
  pair: Pair,
  a: Side,
  b: Side,
  { direction }: Pick<Meaning, 'direction'>
): { says: Saying; sentence: string } {
  const says = sayingOf(pair, a, b)
  const isLessBetter = b.score.unit === 'mean' && direction === 'lower-is-better'
  return {
    says,
    sentence: `${sentences[says](pair, a, b)}${isLessBetter ? ' A lower score is the better one.' : ''}`
  }
}

/** Which sentence that is. */
export function sayingOf({ verdict, within }: Pair, a: Pick<Side, 'score'>, b: Pick<Side, 'score'>): Saying {
  if (a.score.state === 'hidden' || b.score.state === 'hidden') return 'too-few'
  if (!within) return 'nothing-in-common'
  return verdict === 'a' || verdict === 'b' ? 'better' : verdict
}

const sentences: Record<Saying, (pair: Pair, a: Side, b: Side) => string> = {
  'too-few': (_pair, a, b) =>
    `There are too few answers to compare ${b.label} (${b.score.count}) with ${a.label} (${a.score.count}).`,
  'nothing-in-common': (pair, a, b) =>
    `${asTheyStand(pair, a, b)}; they share no topics with answers that differ, so nobody can say which serves better.`,
  better: (pair, a, b) => `${asTheyStand(pair, a, b)}; on the same topics ${likeForLike(pair, a, b)}.`,
  same: (pair, a, b) =>
    `${asTheyStand(pair, a, b)}; on the same topics there is no difference that matters between them.`,
  'not-clear': (pair, a, b) =>
    `${asTheyStand(pair, a, b)}; on the same topics ${notClearYet(pair, a, b)}${more(pair)}.`
}

/** What shows as no difference is not yet no difference. */
function notClearYet(pair: Pair, a: Side, b: Side): string {
  const isAlike = comparison(pair.within?.value ?? 0, b.score) === alike
  return `${likeForLike(pair, a, b)}${isAlike ? ' so far, and whether they differ' : ', which'} is not clear yet`
}

const alike = 'the same as'

function asTheyStand({ crude, service, mix }: Pair, a: Side, b: Side): string {
  const parts =
    service === null || mix === null
      ? ''
      : ` (service ${signed(service, b.score)}, mix of topics ${signed(mix, b.score)})`
  return `${b.label} scores ${comparison(crude, b.score)} ${a.label} as they stand${parts}`
}

function signed(difference: number, { unit }: Score): string {
  const size = Math.abs(difference).toFixed(digitsOf(unit))
  return Number(size) === 0 ? size : `${difference > 0 ? '+' : '−'}${size}`
}

function digitsOf(unit: Score['unit']): number {
  return unit === 'mean' ? 2 : 1
}

function likeForLike({ within }: Pair, a: Side, b: Side): string {
  return `${b.label} scores ${comparison(within?.value ?? 0, b.score)} ${a.label}`
}

/** Rounded as figures are on screen, so that nothing is called a difference that shows as none. */
function comparison(difference: number, { unit }: Score): string {
  const size = Math.abs(difference).toFixed(digitsOf(unit))
  if (Number(size) === 0) return alike
  return `${size} ${unit === 'mean' ? 'steps' : 'points'} ${difference > 0 ? 'higher' : 'lower'} than`
}

function more({ answersNeeded }: Pair): string {
  return answersNeeded === null ? '' : `; about ${answersNeeded} more answers would tell`
}
