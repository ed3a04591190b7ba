import { useState } from 'preact/hooks'
import type { AlertTestView, AlertView } from '../../server/contract/alerts'
import { ask, Refusal } from '../app/api'
import { sentenceOf } from '../ui/loading'
import { words } from '../words/setting-up'

/** Sends a test message there, and says whether it was taken. */
export function TestAlert({ alert }: { alert: AlertView }) {
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const texts = words.alerts
  const send = async () => {
    setBusy(true)
    setSaid('')
    try {
      const { state, said: why } = await ask<AlertTestView>(`/v1/alerts/${alert.id}/test`, { method: 'POST' })
      setSaid(state === 'sent' ? texts.testSent : texts.testFailed(why ?? ''))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setSaid(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <button type="button" class="button small" disabled={busy} onClick={() => void send()}>
        {texts.test}
      </button>
      <span role="status" class="faint">
        {said}
      </span>
    </>
  )
}
