/**
 * A drawing that may enter the page. Plot puts a <style> element into it, which our Content-Security-Policy refuses; styles/figures.css
 * says the same. What the drawing shows is said by its place.
 */
export function withoutStyle<Drawing extends Element>(drawing: Drawing): Drawing {
  drawing.querySelector('style')?.remove()
  drawing.setAttribute('aria-hidden', 'true')
  return drawing
}
