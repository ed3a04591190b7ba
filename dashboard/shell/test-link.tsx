import { useEffect, useState } from 'preact/hooks'
import type { InvitationView } from '../../server/contract/invitations'
import type { SurveyView } from '../../server/contract/surveys'
import { ask, Refusal } from '../app/api'
import { Failed } from '../ui/loading'
import { words } from '../words/setting-up'

type Link =
  | { at: 'making' }
  | { at: 'made'; link: Pick<InvitationView, 'url' | 'qrSvg'> }
  | { at: 'failed'; refusal: Refusal }

export function TestLink({ survey }: { survey: SurveyView }) {
  const [state, setState] = useState<Link>({ at: 'making' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let gone = false
    linkFor(survey.id).then(
      (link) => !gone && setState({ at: 'made', link }),
      (error: unknown) =>
        !gone &&
        setState({ at: 'failed', refusal: error instanceof Refusal ? error : new Refusal(0, 'unknown', '') })
    )
    return () => void (gone = true)
  }, [survey.id, round])
  if (state.at === 'failed') return <Failed refusal={state.refusal} retry={() => setRound(round + 1)} />
  return (
    <section class="try" aria-busy={state.at === 'making'}>
      <div>
        <h2>{words.welcome.tryLink}</h2>
        <p>{words.welcome.tryLinkText}</p>
        {state.at === 'made' && (
          <p>
            <a class="button" href={state.link.url} target="_blank" rel="noopener">
              {words.welcome.open}
            </a>
          </p>
        )}
      </div>
      <div class="qr">
        {state.at === 'made' && (
          <img src={svgUrl(state.link.qrSvg)} alt={words.welcome.scan} width="132" height="132" />
        )}
      </div>
    </section>
  )
}

function svgUrl(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** One test link for each survey and tab, however often the page is reloaded. */
async function linkFor(surveyId: string): Promise<Pick<InvitationView, 'url' | 'qrSvg'>> {
  const name = `hearback test link ${surveyId}`
  const kept = sessionStorage.getItem(name)
  if (kept) return JSON.parse(kept) as Pick<InvitationView, 'url' | 'qrSvg'> // written below
  const { url, qrSvg } = await ask<InvitationView>('/v1/invitations', {
    method: 'POST',
    body: { survey: surveyId, test: true, reusable: true }
  })
  sessionStorage.setItem(name, JSON.stringify({ url, qrSvg }))
  return { url, qrSvg }
}
