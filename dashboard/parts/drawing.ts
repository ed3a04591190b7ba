import { language } from '../words'

/** Words in a drawing, which runs from left to right in every language: they are written in the direction of their own. */
export function said(text: string): string {
  return language.direction === 'rtl' ? text.split('\n').map((line) => `\u2067${line}\u2069`).join('\n') : text
}

/**
 * A drawing that may enter the page. Plot puts a <style> element into it, which our Content-Security-Policy refuses; styles/figures.css
 * says the same. What the drawing shows is said by its place.
 */
export function withoutStyle<Drawing extends Element>(drawing: Drawing): Drawing {
  drawing.querySelector('style')?.remove()
  drawing.setAttribute('aria-hidden', 'true')
  return drawing
}
