import type { Question } from '../contract/imports'
import type { VersionRow } from '../db/rows'
import type { Encoding } from './decode'
import type { Scale } from './rating'

/** Asks in words what only a person can say of a file, and names the parts of the mapping that answer it. */
export function sentenceOf(
  question: Question,
  { scaleMin, scaleMax }: Pick<VersionRow, 'scaleMin' | 'scaleMax'>,
  on: Scale
): string {
  if (question.code === 'encoding') {
    const ways = question.readings
      .map(({ encoding, lines: [line = ''] }) => `${encoding} “${line}”`)
      .join(', ')
    return (
      `The letters of the file may be read in several ways: ${ways}. Say in the mapping ` +
      `which is right, such as "encoding": "${question.readings[0]?.encoding ?? 'windows-1252'}".`
    )
  }
  const { rows, of } = question
  const share = `${whole(rows)} of ${whole(of)} ratings (${percent(rows, of)})`
  if (question.code === 'decimals') {
    const { min, max, step = 1 } = on
    const keeping =
      question.step === undefined
        ? ''
        : `"scale": {"min": ${min}, "max": ${max}, "step": ${question.step}} keeps all of them; or `
    return `${share} lie between two ${step === 1 ? 'points' : `steps of ${step}`}. What is left without them is no fair part of the file. Say in the mapping what becomes of them: ${keeping}"decimals": "round", "floor" or "skip".`
  }
  const { lowest, highest, scale } = question
  const answer =
    'Choose a survey with that scale, or say in the mapping on which one they are: ' +
    `"scale": {"min": ${scale.min}, "max": ${scale.max}} keeps them with that meaning`
  if (question.code === 'half-scale') {
    return (
      `All ${whole(of)} ratings lie from ${lowest} to ${highest}, and the survey asks for ` +
      `${scaleMin} to ${scaleMax}: is the file on another scale? ${answer}, "scale": {"min": ` +
      `${scaleMin}, "max": ${scaleMax}} says that they are on the survey's own.`
    )
  }
  return (
    `${share} are off the scale ${scaleMin} to ${scaleMax} of the survey; the numbers run ` +
    `from ${lowest} to ${highest}. ${answer}, "offScale": "skip" leaves those rows out, ` +
    'and "no-answer" counts them as asked without an answer.'
  )
}

/** Asks where no encoding reads the letters clearly better than the others. */
export function inEncoding({ readings = [], isSure = true }: Encoding): Question[] {
  return isSure ? [] : [{ code: 'encoding', readings }]
}

function whole(value: number): string {
  return value.toLocaleString('en')
}

function percent(rows: number, of: number): string {
  const share = (100 * rows) / of
  return share < 1 ? 'less than 1 %' : share > 99 && share < 100 ? 'more than 99 %' : `${Math.round(share)} %`
}
