import type { HttpRequest } from '../../channels/channel'
import type { Note } from '../../channels/write-back'

/** Lists of notes are longer than what a vendor answers to a message. */
export function getRequest(url: string, headers: Readonly<Record<string, string>>): HttpRequest {
  return { to: 'http', method: 'GET', url, headers, body: '', isLong: true }
}

/** A change of something that is there. */
export function changing(
  method: 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown
): HttpRequest {
  const json = { ...headers, 'content-type': 'application/json' }
  return { to: 'http', method, url, headers: json, body: JSON.stringify(body) }
}

/** The note as Markdown, in which nothing that a customer wrote means anything. */
export function markdownOf({ lines, link, version }: Note): string {
  return [...lines.map((line) => line.replace(/[\\`*_{}[\]()#!|<>@]/g, '\\$&')), link, version].join('\n')
}

/** The same as HTML. */
export function noteHtml({ lines, link, version }: Note): string {
  return [...lines, link, version].map(escapeHtml).join('<br>')
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
