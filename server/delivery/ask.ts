import { thanksFor } from '../../widget/shared/scale'
import { languageFor } from '../../widget/words'
import type { Ask } from '../channels/channel'
import type { Connector } from '../connectors/settings'
import { hookUrlOf } from '../connectors/view'
import type { InvitationRow } from '../db/rows'
import type { LinkConfig } from '../invitations/link'
import { linkOf, tokenOf } from '../invitations/link'
import { definitionOf } from '../presentation/definition'
import { unsubscribeWords } from '../presentation/unsubscribe-words'
import type { Published } from '../surveys/publication'
import { askingOf } from '../surveys/view'
import { replyRequest } from '../text/reply-words'

type Delivering = { config: LinkConfig; key: string; windowOpen: boolean }

/**
 * The survey of an invitation as a channel puts it before the customer, in their language. `key` names the
 * delivery, so that it is the same at every retry.
 */
export function askOf(
  invitation: InvitationRow,
  { row, meaning, site }: Published,
  { row: connector }: Connector,
  { config, key, windowOpen }: Delivering
): Ask {
  const definition = definitionOf(meaning, invitation.locale, askingOf(row))
  const {
    locale,
    question,
    direction,
    scale,
    words: { labels }
  } = definition
  const language = languageFor(locale)
  const token = tokenOf(invitation, config)
  return {
    token,
    url: linkOf(invitation, config),
    to: invitation.address ?? '',
    siteName: site.name,
    locale,
    direction,
    question,
    points: pointsOf(scale, labels),
    words: {
      open: language.feedback,
      rate: language.feedback,
      reply: replyRequest(locale, scaleEnds(meaning), [labels.at(0) ?? '', labels.at(-1) ?? '']),
      thanks: (rating) => thanksFor(rating, definition).text,
      unsubscribe: unsubscribeWords(locale).wish
    },
    windowOpen,
    hookUrl: hookUrlOf(connector, config.publicUrl),
    unsubscribeUrl: `${config.publicUrl}/u/${token}`,
    idempotencyKey: key
  }
}

/** From which point to which, and which of them is the best. */
export function scaleEnds({ scaleMin: min, scaleMax: max, direction }: Published['meaning']) {
  return { min, max, best: direction === 'lower-is-better' ? min : max }
}

/**
 * The digit first, because some vendors give back only the label. Two labels on a longer scale name its
 * ends.
 */
function pointsOf({ min, max }: { min: number; max: number }, labels: readonly string[]): Ask['points'] {
  const last = max - min
  return Array.from({ length: last + 1 }, (_, index) => {
    const name =
      labels.length === last + 1
        ? labels[index]
        : index === 0
          ? labels[0]
          : index === last
            ? labels.at(-1)
            : undefined
    return { rating: min + index, label: name ? `${min + index} – ${name}` : `${min + index}` }
  })
}
