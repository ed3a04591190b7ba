import { navigate } from './address'

/** Why the server did not do what was asked, in a sentence that says what to do. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field?: string
  ) {
    super(message)
  }
}

type Options = { method?: string; body?: unknown; signal?: AbortSignal; ifMatch?: string }

/**
 * Asks the API under /api. The types come from the contract whose schemas the server answers by, so nothing
 * is parsed twice. Throws a Refusal; who is not signed in is sent to sign in and comes back to the same
 * view afterwards.
 */
export async function ask<T>(path: string, options: Options = {}): Promise<T> {
  return (await askTagged<T>(path, options)).value
}

/**
 * The same with the tag of what was read, which a change gives back as `ifMatch`: it is refused with 412 if
 * somebody was faster.
 */
export async function askTagged<T>(
  path: string,
  { method = 'GET', body, signal, ifMatch }: Options = {}
): Promise<{ value: T; tag: string }> {
  const response = await fetch(`/api${path}`, {
    method,
    headers: {
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...(ifMatch ? { 'if-match': ifMatch } : {})
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    ...(signal ? { signal } : {})
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Refusal(0, 'unreachable', '')
  })
  return answerIn<T>(response, path)
}

/**
 * Sends a form, and says which share of it, from 0 to 1, is on its way: only XMLHttpRequest tells. Throws
 * as `ask` does, and never for what the server takes to answer.
 */
export function sendForm<T>(path: string, form: FormData, onSent: (share: number) => void): Promise<T> {
  return new Promise<Response>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api${path}`)
    request.upload.onprogress = ({ loaded, total, lengthComputable }) =>
      lengthComputable && onSent(loaded / total)
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }))
    request.onerror = () => reject(new Refusal(0, 'unreachable', ''))
    request.send(form)
  }).then(async (response) => (await answerIn<T>(response, path)).value)
}

async function answerIn<T>(response: Response, path: string): Promise<{ value: T; tag: string }> {
  if (response.ok) {
    // what the contract says of this path
    const value = (response.status === 204 ? undefined : await bodyOf(response)) as T
    return { value, tag: response.headers.get('etag') ?? '' }
  }
  const refusal = await refusalOf(response)
  if (refusal.status === 401 && !path.startsWith('/auth/')) askToSignIn()
  throw refusal
}

/**
 * What was answered. A proxy may answer with a page of its own, to sign in there, and a connection may
 * break in the midst of it.
 */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new Refusal(response.status, 'unknown', '')
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  // A proxy in front of the server may answer with a page instead of a problem, or with JSON of its own.
  const body = (await response.json().catch(() => undefined)) as
    | { code?: unknown; message?: unknown; field?: string }
    | null
    | undefined
  const isOurs = typeof body?.code === 'string' && typeof body.message === 'string'
  return isOurs
    ? new Refusal(response.status, String(body.code), String(body.message), body.field)
    : new Refusal(response.status, 'unknown', '')
}

function askToSignIn() {
  if (location.pathname === '/sign-in') return
  const here = location.pathname + location.search
  navigate(here === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: here })}`, 'replace')
}
