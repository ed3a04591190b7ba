import { useEffect, useState } from 'preact/hooks'
import type { PreviewView } from '../../server/contract/surveys'
import { ask, Refusal } from '../app/api'
import type { Draft } from './draft'
import { bodyOf, showable } from './draft'

/** The last draft that could be shown, in which language that was, and why the present one cannot. */
export type Shown = { view?: PreviewView; locale?: string; refusal?: Refusal }

const restMs = 250

/** Asks the server how the draft would look, once the typing rests. */
export function usePreview(site: string, draft: Draft, locale: string, scheme: 'light' | 'dark'): Shown {
  const [shown, setShown] = useState<Shown>({})
  const { question, ...rest } = bodyOf(showable(draft))
  const isAsked = Object.keys(question).length > 0
  // Neither its name nor whether it is published shows; what asks nothing yet asks as is usual.
  const body = JSON.stringify({
    survey: { site, ...rest, ...(isAsked && { question }), name: 'preview', state: 'draft' },
    locale,
    scheme
  })
  useEffect(() => {
    const abort = new AbortController()
    const timer = setTimeout(() => {
      ask<PreviewView>('/v1/surveys/preview', {
        method: 'POST',
        body: JSON.parse(body),
        signal: abort.signal
      }).then(
        (view) => setShown({ view, locale }),
        (error: unknown) => {
          if (abort.signal.aborted) return
          const { status, code, message, field } =
            error instanceof Refusal ? error : new Refusal(0, 'unknown', '')
          setShown((before) => ({
            ...before,
            refusal: new Refusal(
              status,
              code,
              message.replace('“survey.', '“'),
              field?.replace(/^survey\./, '')
            )
          }))
        }
      )
    }, restMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [body])
  return shown
}
