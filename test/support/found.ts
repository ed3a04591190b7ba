import { soughtIn, termsOf } from '../../server/search/terms'

/** What a search means, said by itself: every term of it is one of the comment's, or begins one. */
export function found(search: string, comment: string): boolean {
  const has = termsOf(comment)
  const sought = soughtIn(search)
  return (
    sought.length > 0 &&
    sought.every(({ text, is }) =>
      has.some((term) => (is === 'whole' ? term === text : term.startsWith(text)))
    )
  )
}
