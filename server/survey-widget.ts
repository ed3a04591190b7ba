import { drawingOf } from '../widget/drawings'
import { pointsOf } from '../widget/scale'
import { widgetStyles } from './survey-styles'
import type { Definition, SentDefinition } from '../widget/wire'

/** Whether it asks more than a rating and a comment, which takes the longer of the two modules. */
export function asksMore({ solved, reasons, person, contact }: Definition): boolean {
  return [solved, reasons, person, contact].some((part) => part !== undefined)
}

/**
 * A survey as the widget gets it: with its points drawn and named and its styles chosen here, so that no stranger's page downloads
 * what other surveys look like.
 */
export function sentDefinition(definition: Definition): SentDefinition {
  const { style, words } = definition
  const points = pointsOf(definition).map(({ digits, name, fraction }) => ({ name, ...(style === 'numbers' ? { digits } : drawingOf(style, fraction)) }))
  // The names of the points are theirs; beside them only those of the ends are read.
  const labels = [words.labels[0] ?? '', words.labels.at(-1) ?? '']
  return { ...definition, words: { ...words, labels }, css: widgetStyles(definition), points }
}
