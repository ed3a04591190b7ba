import { en } from './en'

export type Words = typeof en

/** What the page says, and how numbers and days are written. English with the reader's own way to write dates, if they have one. */
export const words: Words = en
export const language = {
  tag: words.tag,
  direction: 'ltr',
  formats: navigator.languages.find((tag) => tag.split('-')[0] === words.tag) ?? words.tag
}
