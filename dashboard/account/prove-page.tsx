import { useEffect, useState } from 'preact/hooks'
import { ask, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { forget } from '../app/resource'
import { Door } from '../shell/signed-out'
import { sentenceOf } from '../ui/loading'
import { words } from '../words'

/** Where the mailed link that proves an address leads. */
export function Prove({ query }: PageProps) {
  const [state, setState] = useState<{ at: 'proving' | 'proved' } | { at: 'refused'; sentence: string }>({
    at: 'proving'
  })
  const token = query.get('token') ?? ''
  const texts = words.profile
  useEffect(() => {
    ask('/v1/me/address', { method: 'POST', body: { token } }).then(
      () => {
        forget()
        setState({ at: 'proved' })
      },
      (error: unknown) =>
        setState({
          at: 'refused',
          sentence: error instanceof Refusal ? sentenceOf(error) : texts.ssoRefused.other
        })
    )
  }, [token])
  return (
    <Door title={texts.proveTitle}>
      {state.at === 'proving' ? (
        <p aria-busy="true">{texts.proving}</p>
      ) : state.at === 'refused' ? (
        <p class="refused" role="alert">
          {state.sentence}
        </p>
      ) : (
        <>
          <p role="status">{texts.proved}</p>
          <p>
            <a class="button main" href="/profile">
              {texts.toProfile}
            </a>
          </p>
        </>
      )}
    </Door>
  )
}
