import type { MailLanguage } from './words'
import { wordings } from './words'

const nameMax = 80

/** What a mail says, before it is text and HTML. `link` is what it is about. */
export type Letter = {
  language: MailLanguage
  subject: string
  paragraphs: readonly string[]
  link?: { label: string; url: string }
  foot: string
  /** Where one press of a button ends such mails; mail programs offer it themselves (RFC 8058). */
  off?: { label: string; url: string }
  /** The same where it is sent once more, so that mail programs show it once. */
  id?: string
}

export function resetLetter(language: MailLanguage, { name, url }: { name: string; url: string }): Letter {
  const { reset } = wordings[language]
  return {
    language,
    subject: reset.subject,
    paragraphs: [reset.hello(named(name)), reset.text],
    link: { label: reset.button, url },
    foot: reset.foot
  }
}

export function inviteLetter(
  language: MailLanguage,
  { name, site, by, url }: { name: string; site: string; by: string; url: string }
): Letter {
  const { invite } = wordings[language]
  return {
    language,
    subject: invite.subject(named(site)),
    paragraphs: [invite.hello(named(name)), invite.text(named(by), named(site))],
    link: { label: invite.button, url },
    foot: invite.foot
  }
}

export function proveLetter(language: MailLanguage, { name, url }: { name: string; url: string }): Letter {
  const { prove } = wordings[language]
  return {
    language,
    subject: prove.subject,
    paragraphs: [prove.hello(named(name)), prove.text],
    link: { label: prove.button, url },
    foot: prove.foot
  }
}

export function attackLetter(language: MailLanguage, { name, url }: { name: string; url: string }): Letter {
  const { attack } = wordings[language]
  return {
    language,
    subject: attack.subject,
    paragraphs: [attack.hello(named(name)), ...attack.text],
    link: { label: attack.button, url },
    foot: attack.foot
  }
}

/** Says that answers are held back, and where they wait. */
export function heldLetter(
  language: MailLanguage,
  { name, site, survey, url }: { name: string; site: string; survey: string; url: string }
): Letter {
  const { held } = wordings[language]
  const paragraphs = [held.hello(named(name)), held.text(named(survey), named(site)), held.more]
  return {
    language,
    subject: held.subject(named(site)),
    paragraphs,
    link: { label: held.button, url },
    foot: held.foot
  }
}

type OfConnector = { name: string; site: string; connector: string; url: string }

/** Says that a connector sends nothing until somebody does something. */
export function pausedLetter(language: MailLanguage, { name, site, connector, url }: OfConnector): Letter {
  const { paused } = wordings[language]
  const paragraphs = [paused.hello(named(name)), paused.text(named(connector), named(site)), paused.more]
  const subject = paused.subject(named(connector), named(site))
  return { language, subject, paragraphs, link: { label: paused.button, url }, foot: paused.foot }
}

type OfEndpoint = { name: string; site: string; endpoint: string; url: string }

/** Says that an endpoint is told nothing until somebody does something. */
export function endpointLetter(language: MailLanguage, { name, site, endpoint, url }: OfEndpoint): Letter {
  const words = wordings[language].endpoint
  const paragraphs = [words.hello(named(name)), words.text(named(endpoint), named(site)), words.more]
  const subject = words.subject(named(endpoint), named(site))
  return { language, subject, paragraphs, link: { label: words.button, url }, foot: words.foot }
}

/** Shows that mails arrive. */
export function testLetter(language: MailLanguage): Letter {
  const { test } = wordings[language]
  return { language, subject: test.subject, paragraphs: [test.text], foot: test.foot }
}

/** A name is what somebody typed: it is kept short, and mail programs make no link of an address in it. */
function named(text: string): string {
  const short = text.length > nameMax ? `${text.slice(0, nameMax).toWellFormed()}…` : text
  return short.replaceAll('://', ' ').replaceAll(/(?<=\p{L}|\p{N})\.(?=\p{L}|\p{N})/gu, '.\u200b')
}

/** Lines end where they end: mail programs break them as they like. */
export function textOf({ paragraphs, link, foot, off }: Letter): string {
  const end = off ? `${foot}\n${off.label}: ${off.url}` : foot
  return [...paragraphs.map(plain), ...(link ? [link.url] : []), `-- \n${end}`].join('\n\n')
}

export function letterHtml({ language, subject, paragraphs, link, foot, off }: Letter): string {
  const { direction } = wordings[language]
  const style =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b6e5f;color:#fff;font-weight:600;text-decoration:none'
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:560px;margin:0 auto">
${paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(plain(text))}</p>`).join('\n')}
${
  link
    ? `<p style="margin:24px 0"><a href="${escaped(link.url)}" style="${style}">${escaped(link.label)}</a></p>
<p style="margin:0 0 24px;font-size:14px;opacity:.75;overflow-wrap:anywhere" dir="ltr">${escaped(link.url)}</p>`
    : ''
}
<p style="margin:0;font-size:13px;opacity:.75">${escaped(foot)}${off ? ` <a href="${escaped(off.url)}" style="color:inherit">${escaped(off.label)}</a>` : ''}</p>
</div>
</body>
</html>`
}

/** Names are what somebody typed: no line of theirs looks like one of ours. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
