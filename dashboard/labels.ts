import { figureQuery, labelOf } from './filters'
import { useResource } from './resource'
import type { ScoresView } from '../server/contract/figures'
import type { Dimension } from '../server/contract/terms'
import type { Period } from './period'

/** Names the keys of filters and answers. The names of topics and of a site's own channels are known to the server only. */
export function useLabels(surveyId: string, period: Period): (dimension: Dimension, key: string) => string {
  const path = (by: Dimension) => `/v1/scores?${figureQuery(surveyId, period, [], { by })}`
  const known: Partial<Record<Dimension, Map<string, string>>> = {
    topic: namesOf(useResource<ScoresView>(path('topic'))),
    channel: namesOf(useResource<ScoresView>(path('channel')))
  }
  return (dimension, key) => labelOf(dimension, key, known[dimension]?.get(key))
}

function namesOf(scores: ReturnType<typeof useResource<ScoresView>>): Map<string, string> {
  return new Map(scores.at === 'ready' ? scores.value.rows.map(({ key, label }) => [key, label]) : [])
}
