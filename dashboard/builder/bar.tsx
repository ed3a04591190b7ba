import type { SurveyView } from '../../server/contract/surveys'
import type { Refusal } from '../app/api'
import { words } from '../words'

export type Saving =
  | { at: 'editing' }
  | { at: 'sending' }
  | { at: 'saved' }
  | { at: 'refused'; refusal: Refusal }
  | { at: 'changed-meanwhile' }
  | { at: 'theirs' }

type Props = {
  state: SurveyView['state']
  saving: Saving
  /** Why it was refused. */
  fault: string | undefined
  dirty: boolean
  save(state: SurveyView['state']): void
  loadTheirs(): void
  putMineBack(): void
}

/** What becomes of what is written: saved, published, paused, or why not. It stays in view. */
export function SaveBar({ state, saving, fault, dirty, save, loadTheirs, putMineBack }: Props) {
  const text = words.builder.bar
  const sending = saving.at === 'sending'
  return (
    <div class="save-bar">
      <div
        class="save-says"
        role={saving.at === 'refused' || saving.at === 'changed-meanwhile' ? 'alert' : 'status'}
      >
        {saving.at === 'refused' ? (
          <p class="refused">{text.refused(fault ?? '')}</p>
        ) : saving.at === 'changed-meanwhile' ? (
          <p>
            <b>{text.changed}</b> {text.changedWays}{' '}
            <button type="button" class="button small" onClick={loadTheirs}>
              {text.loadTheirs}
            </button>
          </p>
        ) : saving.at === 'theirs' ? (
          <p>
            {text.theirs}{' '}
            <button type="button" class="button small" onClick={putMineBack}>
              {text.putMineBack}
            </button>
          </p>
        ) : (
          <p class="faint">
            {saving.at === 'saved' ? text.saved[state] : dirty ? text.unsaved : text.means[state]}
          </p>
        )}
      </div>
      <button
        type="button"
        class="button see"
        onClick={() => document.getElementById('preview')?.scrollIntoView()}
      >
        {text.see}
      </button>
      <span class={`badge state-${state}`}>{words.builder.states[state]}</span>
      {state === 'live' ? (
        <button type="button" class="button" disabled={sending} onClick={() => save('closed')}>
          {text.pause}
        </button>
      ) : (
        <button type="button" class="button" disabled={sending || !dirty} onClick={() => save(state)}>
          {text.saveOnly}
        </button>
      )}
      <button
        type="button"
        class="button main"
        disabled={sending || (state === 'live' && !dirty)}
        onClick={() => save('live')}
      >
        {state === 'live' ? text.publishChanges : text.publish}
      </button>
    </div>
  )
}
