import type { ChatTarget } from '../contract/alerts'

/** What is told, in words: a headline, a line or more, and where to look. */
export type Told = { subject: string; lines: readonly string[]; link?: { label: string; url: string } }

/** The same with all lines as one text. */
type Message = Omit<Told, 'lines'> & { text: string }

/** Discord takes so many characters of text, and the others more. */
const textMost = 1_900

/**
 * The body of a message to an incoming webhook, as each chat documents it. Names in it are what somebody
 * typed: they can neither mention people nor become a link of their own.
 */
export function payloadFor(target: ChatTarget, told: Told): unknown {
  return payloads[target]({ ...told, text: cut(told.lines.join('\n')) })
}

const payloads: Record<ChatTarget, (told: Message) => unknown> = {
  // https://docs.slack.dev/messaging/formatting-message-text: three characters are escaped, links are <url|label>.
  slack: ({ subject, text, link }) => ({
    text: [`*${forSlack(subject)}*`, forSlack(text), link && `<${link.url}|${forSlack(link.label)}>`]
      .filter(Boolean)
      .join('\n'),
    unfurl_links: false
  }),
  // https://developers.mattermost.com/integrate/webhooks/incoming: Markdown.
  mattermost: ({ subject, text, link }) => ({
    text: [
      `**${forMarkdown(subject)}**`,
      forMarkdown(text),
      link && `[${forMarkdown(link.label)}](${link.url})`
    ]
      .filter(Boolean)
      .join('\n')
  }),
  // https://discord.com/developers/docs/resources/webhook#execute-webhook
  discord: ({ subject, text, link }) => ({
    content: [`**${forMarkdown(subject)}**`, forMarkdown(text), link?.url].filter(Boolean).join('\n'),
    allowed_mentions: { parse: [] }
  }),
  // https://developers.google.com/workspace/chat/format-messages: <url|label>, and no way to escape.
  'google-chat': ({ subject, text, link }) => ({
    text: [forGoogle(subject), forGoogle(text), link && `<${link.url}|${forGoogle(link.label)}>`]
      .filter(Boolean)
      .join('\n')
  }),
  // https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
  teams: ({ subject, text, link }) => ({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', text: forMarkdown(subject), weight: 'Bolder', wrap: true },
            { type: 'TextBlock', text: forMarkdown(text), wrap: true }
          ],
          ...(link && { actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }] })
        }
      }
    ]
  })
}

function forSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** What Markdown would read, and “@”, which calls people. */
function forMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#|~]/g, '\\$&').replaceAll('@', '@\u200b')
}

function forGoogle(text: string): string {
  return text.replaceAll(/[<>*_~`]/g, ' ')
}

function cut(text: string): string {
  return text.length > textMost ? `${text.slice(0, textMost).toWellFormed()}…` : text
}
