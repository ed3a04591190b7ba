import { navigate } from './address'

/** Why the server did not do what was asked, in a sentence that says what to do. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly field?: string) {
    super(message)
  }
}

type Options = { method?: string; body?: unknown; signal?: AbortSignal; ifMatch?: string }

/**
 * Asks the API under /api. The types come from the contract whose schemas the server answers by, so nothing is parsed twice.
 * Throws a Refusal; who is not signed in is sent to sign in and comes back to the same view afterwards.
 */
export async function ask<T>(path: string, options: Options = {}): Promise<T> {
  return (await askTagged<T>(path, options)).value
}

/** The same with the tag of what was read, which a change gives back as `ifMatch`: it is refused with 412 if somebody was faster. */
export async function askTagged<T>(path: string, { method = 'GET', body, signal, ifMatch }: Options = {}): Promise<{ value: T; tag: string }> {
  const response = await fetch(`/api${path}`, {
    method,
    headers: { ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }), ...(ifMatch ? { 'if-match': ifMatch } : {}) },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {})
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Refusal(0, 'unreachable', '')
  })
  if (response.ok) {
    const value = (response.status === 204 ? undefined : await response.json()) as T // what the contract says of this path
    return { value, tag: response.headers.get('etag') ?? '' }
  }
  const refusal = await refusalOf(response)
  if (refusal.status === 401 && !path.startsWith('/auth/')) askToSignIn()
  throw refusal
}

async function refusalOf(response: Response): Promise<Refusal> {
  // A proxy in front of the server may answer with a page instead of a problem.
  const body = await response.json().catch(() => ({})) as { code?: string; message?: string; field?: string }
  return new Refusal(response.status, body.code ?? 'unknown', body.message ?? '', body.field)
}

function askToSignIn() {
  if (location.pathname === '/sign-in') return
  const here = location.pathname + location.search
  navigate(here === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: here })}`, 'replace')
}
