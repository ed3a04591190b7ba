import { useState } from 'preact/hooks'
import type { WaysView } from '../../server/contract/accounts'
import { ask, Refusal } from '../app/api'
import { useResource } from '../app/resource'
import { sentenceOf } from '../ui/loading'
import { words } from '../words'
import { canUsePasskeys, signInWithPasskey } from './passkeys'

/** By what else than a password one may sign in here. */
export function OtherWays({ next, goOn }: { next: string; goOn(): void }) {
  const ways = useResource<WaysView>('/auth/ways')
  const [refused, setRefused] = useState('')
  const sso = ways.at === 'ready' ? ways.value.sso : null
  const act = async (work: () => Promise<void>) => {
    setRefused('')
    try {
      await work()
    } catch (error) {
      // A browser that was told to stop throws an error of its own.
      setRefused(error instanceof Refusal ? sentenceOf(error) : words.profile.passkeyGivenUp)
    }
  }
  const withPasskey = () =>
    act(async () => {
      await signInWithPasskey()
      goOn()
    })
  const withSso = () =>
    act(async () => {
      const { url } = await ask<{ url: string }>('/auth/sign-in/social', { method: 'POST', body: { next } })
      location.assign(url)
    })
  if (!canUsePasskeys() && sso === null) return null
  return (
    <div class="other-ways">
      <p class="or">
        <span>{words.profile.or}</span>
      </p>
      {sso !== null && (
        <button type="button" class="button" onClick={withSso}>
          {words.profile.withSso(sso)}
        </button>
      )}
      {canUsePasskeys() && (
        <button type="button" class="button" onClick={withPasskey}>
          {words.profile.withPasskey}
        </button>
      )}
      {refused && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
    </div>
  )
}
