import { language } from '../words'

/**
 * Where the names and figures beside a drawing stand: where the reader begins. Numbers and days run from
 * left to right in every language, in a drawing as in a sentence, so this is all that is mirrored.
 */
export const axisSide = language.direction === 'rtl' ? 'right' : 'left'

/** Room for what stands beside a drawing, and for the little that is over at its other end. */
export function marginsFor(names: number, end: number): { marginLeft: number; marginRight: number } {
  return axisSide === 'left'
    ? { marginLeft: names, marginRight: end }
    : { marginLeft: end, marginRight: names }
}

/**
 * Words in a drawing, which runs from left to right in every language: they are written in the direction of
 * their own.
 */
export function said(text: string): string {
  return language.direction === 'rtl'
    ? text
        .split('\n')
        .map((line) => `\u2067${line}\u2069`)
        .join('\n')
    : text
}

/**
 * A drawing that may enter the page. Plot puts a <style> element into it, which our Content-Security-Policy
 * refuses; styles/figures.css says the same. What the drawing shows is said by its place.
 */
export function withoutStyle<Drawing extends Element>(drawing: Drawing): Drawing {
  drawing.querySelector('style')?.remove()
  drawing.setAttribute('aria-hidden', 'true')
  return drawing
}
