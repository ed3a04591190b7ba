console.warn(
  '[hearback] Nobody is asked here: this page has no origin (a sandboxed frame, a file), ' +
    'so no answer could be taken. Add allow-same-origin to the frame.'
)

/** Why nobody is asked on a page without an origin. The line above is written once, with the first ask. */
export const why = { rule: 'no-origin' }
