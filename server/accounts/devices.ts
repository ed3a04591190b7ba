import { createHmac, randomBytes } from 'node:crypto'
import { isSameKey } from './passwords'

const accountsKept = 4
const keptSeconds = 365 * 24 * 60 * 60
const form = /^[\w-]{22}(?:\.[\w-]{22}){1,4}$/

export type Devices = {
  /** The browser's own name, if it has signed in with this address before. */
  known(headers: Headers, email: string): string | undefined
  /** The `Set-Cookie` value by which it is known from now on. */
  remember(headers: Headers, email: string): string
}

/**
 * Browsers that signed in before, so that nobody else's tries slow them. The cookie opens nothing: it holds
 * a random name and, for the last few addresses, that they were signed in with here.
 */
export function makeDevices(secret: string, publicUrl: string): Devices {
  const isSecure = publicUrl.startsWith('https:')
  const name = `${isSecure ? '__Secure-' : ''}hearback.device`
  const markOf = (id: string, email: string) =>
    createHmac('sha256', secret)
      .update(`device ${id} ${email}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url')

  function read(headers: Headers): { id: string; marks: string[] } | undefined {
    const pair = (headers.get('cookie') ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`))
    const value = pair?.slice(name.length + 1) ?? ''
    if (!form.test(value)) return undefined
    const [id = '', ...marks] = value.split('.')
    return { id, marks }
  }

  return {
    known(headers, email) {
      const device = read(headers)
      if (!device) return undefined
      const wanted = markOf(device.id, email)
      return device.marks.some((mark) => isSameKey(mark, wanted)) ? device.id : undefined
    },
    remember(headers, email) {
      const { id, marks } = read(headers) ?? { id: randomBytes(16).toString('base64url'), marks: [] }
      const mark = markOf(id, email)
      const value = [id, mark, ...marks.filter((one) => one !== mark)].slice(0, accountsKept + 1).join('.')
      return `${name}=${value}; Max-Age=${keptSeconds}; Path=/; HttpOnly; ${isSecure ? 'Secure; ' : ''}SameSite=Lax`
    }
  }
}
