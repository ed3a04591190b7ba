import type { Ring } from './ring'
import { everyKey, isSignedWith, newestKey, signed } from './ring'

const ours = /^(__Secure-)?hearback\./

/**
 * The cookies of a request, those of ours signed with the newest secret where a former one has signed them,
 * so that nobody is signed out by a change of the secret. The same text where nothing is to be renewed.
 */
export function renewedCookies(cookies: string, ring: Ring): string {
  const [newest, ...former] = everyKey(ring, 'sessions')
  return cookies
    .split(';')
    .map((cookie) => {
      const [, lead = '', name = '', value = ''] = /^(\s*)([^=\s][^=]*)=(.*)$/.exec(cookie) ?? []
      const text = ours.test(name) ? decoded(value) : undefined
      if (text === undefined || newest === undefined || isSignedWith(newest, text)) return cookie
      if (!former.some((key) => isSignedWith(key, text))) return cookie
      return `${lead}${name}=${encodeURIComponent(signed(text.slice(0, text.lastIndexOf('.')), newestKey(ring, 'sessions')))}`
    })
    .join(';')
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
