import type { ControlView } from '../contract/figures-more'
import type { Rate } from '../contract/funnel'

export type Target = 'first-response' | 'resolution'

type Named = { id: string; name: string }

/** What happened, as an alert keeps it until it is told: names, counts and days, and nothing of a customer. */
export type AlertDetail =
  | {
      kind: 'score-worse' | 'score-better'
      survey: Named
      from: string
      to: string
      score: ControlView['points'][number]['score']
      limits: { lower: number; upper: number }
    }
  | { kind: 'response-rate-worse'; survey: Named; from: string; to: string; rate: Rate; least: number }
  | {
      kind: 'target-missed'
      target: Target
      /** On the page of this survey it is seen. */
      seenIn: string
      from: string
      to: string
      rate: Rate
      serviceLevel: number
    }
  | { kind: 'follow-up-overdue'; survey: Named; followUp: string; openedAt: number; dueAt: number }
  | { kind: 'connector-paused'; connector: Named }
  | { kind: 'import-done'; survey: Named; file: string; failed: boolean }
  | DigestDetail

/** A digest of these days; its figures are read when it is sent, so that they are those of that moment. */
export type DigestDetail = { kind: 'weekly-digest' | 'monthly-digest'; from: string; to: string }

/** Something to tell. `about` is the same for the same thing, however often it is found. */
export type Signal = { about: string; detail: AlertDetail }

export function isDigest(detail: AlertDetail): detail is DigestDetail {
  return detail.kind === 'weekly-digest' || detail.kind === 'monthly-digest'
}
