import type { Parts } from '../contract/parts'
import { problem } from '../contract/problem'
import { inSteps, ratingOf, scaleOf } from '../contract/rating-steps'
import type { SurveyPatch, SurveyView } from '../contract/surveys'
import type { VersionRow } from '../db/rows'
import { stepsPerPointOf } from '../statistics/steps'

/** What a version of a survey asks, and what its ratings mean. */
export type Meaning = Omit<VersionRow, 'surveyId' | 'version' | 'createdAt'>

const scales = {
  csat: { min: 1, max: 5 },
  nps: { min: 0, max: 10 },
  ces: { min: 1, max: 7 },
  thumbs: { min: 0, max: 1 }
}

export function questionOf(meaning: VersionRow): Record<string, string> {
  return JSON.parse(meaning.question) as Record<string, string> // written by meaningOf only
}

export function partsOf(meaning: VersionRow): Parts {
  return JSON.parse(meaning.parts) as Parts // written by meaningOf only
}

type MeaningInput = Pick<SurveyView, 'metric' | 'direction' | 'question' | 'parts'> &
  Partial<Pick<SurveyView, 'scale' | 'satisfiedFrom' | 'style'>>

/**
 * The same question asked on another scale, with the threshold that is usual there. Throws `invalid` where
 * the metric does not allow it.
 */
export function meaningOn(current: VersionRow, scale: SurveyView['scale']): Meaning {
  return changedMeaning(current, { scale })
}

export function changedMeaning(current: VersionRow, patch: SurveyPatch): Meaning {
  const metric = patch.metric ?? (current.metric as SurveyView['metric'])
  const scale = patch.scale ?? (patch.metric ? undefined : scaleOf(current))
  const satisfiedFrom =
    patch.satisfiedFrom ??
    (patch.metric || patch.scale ? undefined : ratingOf(current.satisfiedFrom, current))
  const style =
    patch.style ?? (patch.metric || patch.scale ? undefined : (current.style as SurveyView['style']))
  return meaningOf({
    metric,
    direction: patch.direction ?? (current.direction as SurveyView['direction']),
    question: patch.question ?? questionOf(current),
    parts: patch.parts ?? partsOf(current),
    ...(scale ? { scale } : {}),
    ...(satisfiedFrom === undefined ? {} : { satisfiedFrom }),
    ...(style ? { style } : {})
  })
}

/** Fills in what is usual for the metric. Throws `invalid` for a combination that cannot be counted. */
export function meaningOf({ metric, direction, question, parts, ...given }: MeaningInput): Meaning {
  const scale: SurveyView['scale'] = given.scale ?? scales[metric]
  const { min, max, step = 1 } = scale
  const stepsPerPoint = stepsPerPointOf(scale)
  const satisfiedFrom = given.satisfiedFrom ?? usualThreshold(metric, min, max, direction)
  const satisfiedSteps = inSteps(satisfiedFrom, { stepsPerPoint })
  if (satisfiedFrom < min || satisfiedFrom > max || satisfiedSteps === undefined) {
    throw problem(
      'invalid',
      `“satisfiedFrom” must be a point of the scale, ${min} to ${max}${step === 1 ? '' : ` in steps of ${step}`}.`,
      'satisfiedFrom'
    )
  }
  if (metric === 'nps' && max !== 10)
    throw problem('invalid', 'NPS counts 9 and 10 as promoters; its “scale” must end at 10.', 'scale')
  if (metric === 'thumbs' && max - min !== 1)
    throw problem('invalid', 'Thumbs have two points; “scale” must be 0 to 1.', 'scale')
  if (metric === 'thumbs' && step !== 1)
    throw problem(
      'invalid',
      'There is nothing between thumbs down and thumbs up; leave “step” out of “scale”.',
      'scale'
    )
  const style = given.style ?? usualStyle(metric, min, max)
  if (style === 'thumbs' && max - min !== 1)
    throw problem('invalid', 'Thumbs have two points; choose another “style” for this scale.', 'style')
  if (style === 'faces' && max - min > 4)
    throw problem(
      'invalid',
      'There are faces for up to five points; choose “stars” or “numbers” as “style”.',
      'style'
    )
  const scaled = { scaleMin: min, scaleMax: max, satisfiedFrom: satisfiedSteps, stepsPerPoint }
  return {
    metric,
    ...scaled,
    direction,
    style,
    question: JSON.stringify(question),
    parts: JSON.stringify(parts)
  }
}

/**
 * 4 of 5 for CSAT, and what is nearest to it on other scales: 3 of 3, 2 of 2, 9 of 10; 5 of 7 for CES, 9
 * for NPS.
 */
function usualThreshold(
  metric: SurveyView['metric'],
  min: number,
  max: number,
  direction: SurveyView['direction']
) {
  const steps = max - min
  const fromTop = metric === 'nps' ? 1 : metric === 'ces' ? Math.floor(steps / 3) : steps >= 4 ? 1 : 0
  return direction === 'higher-is-better' ? max - fromTop : min + fromTop
}

function usualStyle(metric: SurveyView['metric'], min: number, max: number): SurveyView['style'] {
  if (metric === 'thumbs') return 'thumbs'
  return metric === 'csat' && max - min === 4 ? 'faces' : 'numbers'
}
