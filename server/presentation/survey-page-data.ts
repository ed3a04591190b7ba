import type { Definition, Told } from '../../widget/shared/protocol'

/**
 * All that the hosted page shows; what a person has chosen or written already comes back in `rating` and
 * `comment`.
 */
export type SurveyPageData = {
  /** Allows the page's one style and one script under its Content-Security-Policy. */
  nonce: string
  /** The text of dist/widget/page.js. */
  script: string
} & (
  | ({ at: 'asking'; rating?: number; comment?: string; missing?: boolean } & Asked)
  | ({ at: 'answered'; rating: number; comment?: string; told?: Told; editable: boolean } & Asked)
  | { at: 'gone'; locale: string }
)

export type Asked = {
  definition: Definition
  siteName: string
  /** Where the form is posted: the page's own path. */
  action: string
  /** Says when the page was given out, and comes back with the answer: see limits/seen.ts. */
  seen?: string
  /**
   * The response that this page makes or edits; bound to its link, so that a second tab edits and never
   * doubles.
   */
  id: string
  /** What it takes to change that response later, where the link is for many. */
  secret?: string | undefined
  /** A test says so, before and after it is answered: nobody shall hang up its link. */
  test?: boolean
}
