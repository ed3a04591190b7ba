import { drawingOf } from '../../widget/shared/drawings'
import type { Definition, SentDefinition } from '../../widget/shared/protocol'
import { pointsOf } from '../../widget/shared/scale'
import { widgetStyles } from './styles'

/**
 * Whether it asks more than a rating and a comment or thanks in its own words, which takes the longer of
 * the two modules.
 */
function asksMore({ solved, reasons, person, contact, thanks }: Definition): boolean {
  return [solved, reasons, person, contact, thanks].some((part) => part !== undefined)
}

/**
 * A survey as the widget gets it: with its points drawn and named and its styles chosen here, so that no
 * stranger's page downloads what other surveys look like.
 */
export function sentDefinition(definition: Definition): SentDefinition {
  const { style, words } = definition
  const points = pointsOf(definition).map(({ digits, name, fraction }) => ({
    name,
    ...(style === 'numbers' ? { digits } : drawingOf(style, fraction))
  }))
  // The names of the points are theirs; beside them only those of the ends are read.
  const labels = [words.labels[0] ?? '', words.labels.at(-1) ?? '']
  return {
    ...definition,
    scale: { min: definition.scale.min },
    words: { ...words, labels },
    css: widgetStyles(definition),
    points
  }
}

/** What the build made of it, see the assets. */
type Code = { survey: string; short: string; wide: string }

/** What is shown, behind the code that shows it: no more of that than this survey needs. */
export function surveyModule(definition: Definition, { survey, short, wide }: Code): string {
  const code = asksMore(definition) ? survey : short
  return `${code}\n${definition.place === 'page' ? hiding(wide) : ''}export const definition=${forScript(sentDefinition(definition))}`
}

/** The part that hides a page, as the survey module exports it. */
export const hiding = (wide: string) => `${wide}\nexport{WIDE as wide};`

/**
 * JSON that may stand inside a script: the two line separators that JSON allows and old JavaScript does not
 * are escaped. Names of fields stand without quotes, which saves every page some bytes; within a text, a
 * quote is never followed by a colon unescaped.
 */
export function forScript(value: unknown) {
  const json = JSON.stringify(value).replace(/"([a-z]\w*)":/gi, '$1:')
  return json.replace(
    /[\u2028\u2029<]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
