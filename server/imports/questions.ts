import type { Question } from '../contract/imports'
import type { VersionRow } from '../surveys'

/** Asks in words what only a person can say of a file, and names the parts of the mapping that answer it. */
export function sentenceOf(question: Question, { scaleMin, scaleMax }: Pick<VersionRow, 'scaleMin' | 'scaleMax'>): string {
  const { rows, of } = question
  const share = `${whole(rows)} of ${whole(of)} ratings (${percent(rows, of)})`
  if (question.code === 'decimals') {
    return `${share} lie between two points. What is left without them is no fair part of the file. Say in the mapping what becomes of them: "decimals": "round", "floor" or "skip".`
  }
  const { lowest, highest, scale } = question
  const answer = `Choose a survey with that scale, or say in the mapping on which one they are: "scale": {"min": ${scale.min}, "max": ${scale.max}} keeps them with that meaning`
  if (question.code === 'half-scale') {
    return `All ${whole(of)} ratings lie from ${lowest} to ${highest}, and the survey asks for ${scaleMin} to ${scaleMax}: is the file on another scale? ${answer}, "scale": {"min": ${scaleMin}, "max": ${scaleMax}} says that they are on the survey's own.`
  }
  return `${share} are off the scale ${scaleMin} to ${scaleMax} of the survey; the numbers run from ${lowest} to ${highest}. ${answer}, "offScale": "skip" leaves those rows out, and "no-answer" counts them as asked without an answer.`
}

function whole(value: number): string {
  return value.toLocaleString('en')
}

function percent(rows: number, of: number): string {
  const share = (100 * rows) / of
  return share < 1 ? 'less than 1 %' : share > 99 && share < 100 ? 'more than 99 %' : `${Math.round(share)} %`
}
