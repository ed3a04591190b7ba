import { useState } from 'preact/hooks'
import type { SiteView } from '../../server/contract/sites'
import type { KeysChanged, WaitingKeysView } from '../../server/contract/tags'
import { ask, Refusal } from '../app/api'
import { day as dayText } from '../app/format'
import { refresh } from '../app/resource'
import { Section, sentenceOf } from '../ui/loading'
import { words } from '../words/setting-up'
import type { Action, Which } from './lists'
import { BroughtNames, RemovedNames, WaitingNames } from './lists'

/** What strangers may make names of. */
type KeyedDimension = keyof WaitingKeysView['waitingOf']

type Done = { action: Action; keys: readonly string[] }
type State = { at: 'idle' } | { at: 'busy'; left: number } | { at: 'refused'; sentence: string }

type Props = { site: SiteView; dimension: KeyedDimension; view: WaitingKeysView; isOwner: boolean }

/**
 * Names that pages brought: to be accepted or taken out, one by one or many at once. What was done last can
 * be undone.
 */
export function Strangers({ site, dimension, view, isOwner }: Props) {
  const [done, setDone] = useState<Done | undefined>()
  const [state, setState] = useState<State>({ at: 'idle' })
  const texts = words.strangers
  if (view.waiting + view.removed + view.brought.length === 0 && !done) return null

  const change = async (action: Action, which: Which): Promise<string[]> => {
    const keys: string[] = []
    for (;;) {
      const changed = await ask<KeysChanged>(`/v1/tags/${action}`, {
        method: 'POST',
        body: { site: site.id, dimension, ...which }
      })
      keys.push(...changed.keys)
      if (changed.left === 0 || changed.keys.length === 0) return keys
      setState({ at: 'busy', left: changed.left })
    }
  }
  const during = async (work: () => Promise<Done | undefined>) => {
    setState({ at: 'busy', left: 0 })
    try {
      setDone(await work())
      setState({ at: 'idle' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      setState({ at: 'refused', sentence: sentenceOf(error) })
    }
    refresh()
  }
  const decide = (action: Action, which: Which) =>
    void during(async () => ({ action, keys: await change(action, which) }))
  const undo = ({ action, keys }: Done) =>
    void during(async () => {
      for (let start = 0; start < keys.length; start += undoneAtOnce) {
        await change(action === 'accept' ? 'remove' : 'accept', {
          keys: keys.slice(start, start + undoneAtOnce)
        })
      }
      return undefined
    })

  const isBusy = state.at === 'busy'
  return (
    <Section title={texts.title} class="strangers">
      <p class="faint">
        {texts.lead(site.newKeysPerDay)}{' '}
        {isOwner && <a href={`/sites/${site.id}/settings`}>{texts.change}</a>}
      </p>
      <p role="status" class="done">
        {isBusy && state.left > 0 && texts.working(state.left)}
        {!isBusy && done && (
          <>
            {done.action === 'accept' ? texts.accepted(done.keys.length) : texts.takenOut(done.keys.length)}
            <button type="button" class="button small" onClick={() => undo(done)}>
              {texts.undo}
            </button>
          </>
        )}
      </p>
      {state.at === 'refused' && (
        <p class="refused" role="alert">
          {state.sentence}
        </p>
      )}
      <WaitingNames view={view} decide={decide} isBusy={isBusy} />
      <BroughtNames days={view.brought} dayText={dayText} decide={decide} isBusy={isBusy} />
      <RemovedNames view={view} decide={decide} isBusy={isBusy} />
    </Section>
  )
}

/** The API takes so many names at a time. */
const undoneAtOnce = 200
