import { createHash } from 'node:crypto'

/** Names a version of something by what it shows. */
export function etagOf(view: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 16)}"`
}

/**
 * Whether `If-Match` names this version. Proxies that compress mark a name as weak; it names the same
 * version.
 */
export function isMatch(ifMatch: string | undefined, etag: string): boolean {
  return (
    ifMatch === undefined ||
    ifMatch.trim() === '*' ||
    ifMatch.split(',').some((name) => name.trim().replace(/^W\//, '') === etag)
  )
}
