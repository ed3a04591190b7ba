import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SurveyView } from '../../server/contract/surveys'
import { askTagged, Refusal } from '../app/api'
import type { PageProps } from '../app/page'
import { Frame } from '../shell/frame'
import { Failed, Pending } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import type { Saved } from './editor'
import { Editor } from './editor'

/** Where a survey is written. Owners change it, managers look at it. */
export function Builder({ params: { site: siteId = '', survey: surveyId } }: PageProps) {
  return (
    <Frame siteId={siteId} {...(surveyId === undefined ? {} : { surveyId })} tab="edit">
      {({ site, survey, role }) =>
        survey ? (
          <Existing key={survey.id} id={survey.id}>
            {(saved) => <Editor site={site} saved={saved} mayChange={role === 'owner'} />}
          </Existing>
        ) : (
          <Editor site={site} saved={undefined} mayChange={role === 'owner'} />
        )
      }
    </Frame>
  )
}

type State = { at: 'loading' } | { at: 'ready'; saved: Saved } | { at: 'failed'; refusal: Refusal }

/** Reads the survey once: what others save meanwhile must not change what is being written. */
function Existing({ id, children }: { id: string; children(saved: Saved): ComponentChildren }) {
  const [state, setState] = useState<State>({ at: 'loading' })
  const [round, setRound] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    askTagged<SurveyView>(`/v1/surveys/${id}`, { signal: abort.signal }).then(
      ({ value, tag }) => setState({ at: 'ready', saved: { survey: value, tag } }),
      (error: unknown) =>
        abort.signal.aborted ||
        setState({ at: 'failed', refusal: error instanceof Refusal ? error : new Refusal(0, 'unknown', '') })
    )
    return () => abort.abort()
  }, [round])
  if (state.at === 'ready') return <>{children(state.saved)}</>
  return (
    <>
      <Title unseen>{words.frame.edit}</Title>
      {state.at === 'failed' ? (
        <Failed refusal={state.refusal} retry={() => setRound(round + 1)} />
      ) : (
        <Pending />
      )}
    </>
  )
}
