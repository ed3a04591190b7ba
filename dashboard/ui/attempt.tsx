import { useState } from 'preact/hooks'
import { Refusal } from '../app/api'
import { sentenceOf } from './loading'

/**
 * What a button asks for outside of a form: `attempt` does it, and `refused` says why it was refused, if it was.
 */
export function useAttempt(): { refused: string; attempt(work: () => Promise<unknown>): Promise<void> } {
  const [refused, setRefused] = useState('')
  return {
    refused,
    async attempt(work) {
      setRefused('')
      try {
        await work()
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        setRefused(sentenceOf(error))
      }
    }
  }
}

/** Says beside a button, also to whoever hears the page, why it was refused. */
export function Refused({ refused, small = false }: { refused: string; small?: boolean }) {
  if (refused === '') return null
  return (
    <p class={small ? 'refused small' : 'refused'} role="alert">
      {refused}
    </p>
  )
}
