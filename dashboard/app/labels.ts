import type { ScoresView } from '../../server/contract/figures'
import type { Dimension } from '../../server/contract/terms'
import { figureQuery, labelOf } from './filters'
import type { Period } from './period'
import { useResource } from './resource'

/**
 * Names the keys of filters and answers. The names of topics and of a site's own channels are known to the
 * server only; of dimensions that are not `wanted` nothing is asked.
 */
export function useLabels(
  surveyId: string,
  period: Period,
  wanted: readonly Dimension[] = ['topic', 'channel']
): (dimension: Dimension, key: string) => string {
  const path = (by: Dimension) =>
    wanted.includes(by) ? `/v1/scores?${figureQuery(surveyId, period, [], { by })}` : null
  const known: Partial<Record<Dimension, Map<string, string>>> = {
    topic: namesOf(useResource<ScoresView>(path('topic'))),
    channel: namesOf(useResource<ScoresView>(path('channel'))),
    reason: namesOf(useResource<ScoresView>(path('reason')))
  }
  return (dimension, key) => labelOf(dimension, key, known[dimension]?.get(key))
}

function namesOf(scores: ReturnType<typeof useResource<ScoresView>>): Map<string, string> {
  return new Map(scores.at === 'ready' ? scores.value.rows.map(({ key, label }) => [key, label]) : [])
}
