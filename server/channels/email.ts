import { z } from 'zod'
import type { Ask, Channel, Mail, Outcome, Saying, VendorAnswer } from './channel'

/** A finger likes 44 px (WCAG 2.5.5); more points than fit a phone are narrower, and never in two rows. */
const pointPx = 44

export const emailSettings = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .meta({ description: 'The name of your mail server, such as smtp.example.com.' }),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(587)
    .meta({ description: '587 for STARTTLS, 465 for TLS, 25 within your own network.' }),
  security: z
    .enum(['starttls', 'tls', 'none'])
    .default('starttls')
    .meta({ description: 'How the connection is encrypted; “none” only within your own network.' }),
  user: z
    .string()
    .max(254)
    .default('')
    .meta({ description: 'The name to sign in with; empty where the server asks for none.' }),
  password: z.string().max(500).default('').meta({ description: 'The password that belongs to it.' }),
  from: z.email().max(254).meta({
    description:
      'The address that your customers see; your mail server must be allowed to send for it (SPF, DKIM).'
  }),
  fromName: z
    .string()
    .max(100)
    .default('')
    .meta({ description: 'The name beside it; the name of your site where it is left out.' }),
  replyTo: z
    .union([z.email(), z.literal('')])
    .default('')
    .meta({ description: 'Where replies go; to the sender where it is left out.' })
})
export type EmailSettings = z.infer<typeof emailSettings>

/**
 * Most mail servers let through a few mails each second from one sender before they slow it down, and take
 * some connections at once.
 */
export const emailLimits = { perSecond: 5, atOnce: 10 }

/**
 * Survey by e-mail: a row of points that preselect one on the page. Opening or fetching a link counts
 * nothing.
 */
export const email: Channel<EmailSettings> = {
  kind: 'email',
  label: 'email',
  settings: emailSettings,
  secrets: ['password'],
  sendsOnly: true,
  limits: emailLimits,
  render: (ask, settings) =>
    z.email().safeParse(ask.to).success
      ? [{ to: 'smtp', mail: mailOf(ask, settings) }]
      : { unsendable: 'address-wrong' },
  say: (saying, settings) =>
    z.email().safeParse(saying.to).success
      ? { to: 'smtp', mail: letterOf(saying, settings) }
      : { unsendable: 'address-wrong' },
  outcome: smtpOutcome,
  verify: () => false,
  parse: () => []
}

function mailOf(ask: Ask, settings: EmailSettings): Mail {
  const { headers, ...envelope } = envelopeOf(ask, settings)
  return {
    ...envelope,
    text: textOf(ask),
    html: htmlOf(ask),
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...headers,
      // RFC 8058: mail programs post to the address when their own “unsubscribe” is pressed.
      ...(ask.unsubscribeUrl && {
        'List-Unsubscribe': `<${ask.unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
      })
    }
  }
}

/** What somebody wrote, under the subject of the survey and in one thread with it. */
function letterOf(saying: Saying, settings: EmailSettings): Mail {
  const { headers, subject, ...envelope } = envelopeOf(saying, settings)
  const { text, askedBy, locale, direction } = saying
  const asked = askedBy === undefined ? undefined : messageIdOf(askedBy, settings)
  return {
    ...envelope,
    subject: `Re: ${subject}`,
    text,
    html: `<!doctype html>
<html lang="${escaped(locale)}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body dir="auto" style="white-space:pre-wrap;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">${linked(escaped(text))}</body>
</html>`,
    headers: { ...headers, ...(asked && { 'In-Reply-To': asked, References: asked }) }
  }
}

type Addressed = Pick<Ask, 'to' | 'siteName' | 'question' | 'idempotencyKey'>

function envelopeOf({ to, siteName, question, idempotencyKey }: Addressed, settings: EmailSettings) {
  const { from, fromName, replyTo } = settings
  return {
    from: `"${oneLine(fromName || siteName).replaceAll(/["\\]/g, '')}" <${from}>`,
    to,
    subject: oneLine(`${question} – ${siteName}`),
    messageId: messageIdOf(idempotencyKey, settings),
    headers: { ...(replyTo && { 'Reply-To': replyTo }) }
  }
}

/** The same at every retry, so that a mail server that saw it before can drop the second. */
function messageIdOf(key: string, { from }: EmailSettings): string {
  return `<${key}@${from.slice(from.indexOf('@') + 1)}>`
}

function textOf({ question, points, url, siteName, words, unsubscribeUrl }: Ask): string {
  const list = points.map(({ rating, label }) => `${label}: ${pointUrl(url, rating)}`)
  return [
    question,
    '',
    ...list,
    '',
    `-- `,
    siteName,
    ...(unsubscribeUrl ? [`${words.unsubscribe ?? ''} ${unsubscribeUrl}`.trim()] : [])
  ].join('\n')
}

function htmlOf({ question, points, url, siteName, words, unsubscribeUrl, locale, direction }: Ask): string {
  const cells = points.map(
    ({ rating, label }) =>
      `<td style="padding:2px 1px">${pointLink(pointUrl(url, rating), rating, label)}</td>`
  )
  return `<!doctype html>
<html lang="${escaped(locale)}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(question)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<p style="margin:0 0 16px;font-size:20px;font-weight:600"><a href="${escaped(url)}" style="color:inherit;text-decoration:none">${escaped(question)}</a></p>
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="table-layout:fixed;max-width:${points.length * (pointPx + 4)}px;margin:0 0 32px">
<tr>${cells.join('')}</tr>
<tr>${endsOf(points, direction)}</tr>
</table>
<p style="margin:0;font-size:13px;opacity:.75">${escaped(siteName)}${unsubscribeUrl ? ` · <a href="${escaped(unsubscribeUrl)}" style="color:inherit">${escaped(words.unsubscribe ?? '')}</a>` : ''}</p>
</body>
</html>`
}

/**
 * What the ends mean, each under its own point. Where there is a point in the middle, it belongs to
 * neither.
 */
function endsOf(points: Ask['points'], direction: Ask['direction']): string {
  const half = Math.floor(points.length / 2)
  const [first, last] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const end = (point: Ask['points'][number] | undefined, side: string | undefined) =>
    `<td colspan="${half}" align="${side}" valign="top" style="padding:4px 2px ` +
    `0;font-size:14px;line-height:1.3;opacity:.75">${escaped(point?.label ?? '')}</td>`
  return end(points[0], first) + (points.length % 2 === 1 ? '<td></td>' : '') + end(points.at(-1), last)
}

function pointLink(url: string, rating: number, label: string): string {
  const style = `display:block;height:${pointPx}px;line-height:${pointPx}px;text-align:center;border-radius:8px;background:#e8ecf4;color:#1c2430;font-weight:600;text-decoration:none`
  return `<a href="${escaped(url)}" title="${escaped(label)}" style="${style}">${rating}</a>`
}

function pointUrl(url: string, rating: number): string {
  return `${url}?p=${rating}`
}

/**
 * SMTP's own reply codes: 4xx is worth another try; a sign-in that is refused (530, 534, 535) is its
 * owner's to put right.
 */
function smtpOutcome({ status, body }: VendorAnswer): Outcome {
  if (status === undefined) return { state: 'later', reason: 'no-connection' }
  if (status < 300) return { state: 'sent' }
  if (status === 530 || status === 534 || status === 535)
    return { state: 'key-refused', reason: 'sign-in-refused' }
  return status < 500
    ? { state: 'later', reason: 'mail-server-busy' }
    : { state: 'refused', reason: /\b5\.1\.\d\b/.test(body) ? 'address-unknown' : 'mail-refused' }
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

/** With every address in an escaped text as a link. */
function linked(html: string): string {
  return html.replaceAll(/https?:\/\/[^\s&<]+(?:&#38;[^\s&<]+)*/g, (url) => `<a href="${url}">${url}</a>`)
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
