import { useState } from 'preact/hooks'
import type { WaitingKeysView } from '../../server/contract/tags'
import { words } from '../words/setting-up'

type Deciding = { decide(action: Action, which: Which): void; isBusy: boolean }

const shownAtFirst = 10

/** Those that count as “All others” until somebody decides. */
export function WaitingNames({
  view: { waiting, rows },
  decide,
  isBusy
}: Deciding & { view: WaitingKeysView }) {
  const [shown, setShown] = useState(shownAtFirst)
  const texts = words.strangers
  if (waiting === 0) return <p>{texts.none}</p>
  return (
    <>
      <div class="strangers-head">
        <h3>{texts.waiting(waiting)}</h3>
        <button
          type="button"
          class="button small main"
          disabled={isBusy}
          onClick={() => decide('accept', { all: true })}
        >
          {texts.acceptAll}
        </button>
        <button
          type="button"
          class="button small"
          disabled={isBusy}
          onClick={() => decide('remove', { all: true })}
        >
          {texts.takeOutAll}
        </button>
      </div>
      <ul class="stranger-list">
        {rows.slice(0, shown).map(({ key, answers }) => (
          <li key={key}>
            <span class="stranger-name">
              <bdi>{key}</bdi> <span class="faint small">{words.answers(answers)}</span>
            </span>
            <button
              type="button"
              class="button small"
              disabled={isBusy}
              aria-label={texts.acceptOf(key)}
              onClick={() => decide('accept', { keys: [key] })}
            >
              {texts.accept}
            </button>
            <button
              type="button"
              class="plain"
              disabled={isBusy}
              aria-label={texts.takeOutOf(key)}
              onClick={() => decide('remove', { keys: [key] })}
            >
              {texts.takeOut}
            </button>
          </li>
        ))}
      </ul>
      {rows.length > shown && (
        <button type="button" class="button small" onClick={() => setShown(rows.length)}>
          {texts.more(rows.length - shown)}
        </button>
      )}
      {rows.length <= shown && waiting > rows.length && (
        <p class="faint small">{texts.notListed(waiting - rows.length)}</p>
      )}
    </>
  )
}

type BroughtProps = Deciding & { days: WaitingKeysView['brought']; dayText(day: string): string }

/** Those that pages brought within what is allowed in a day. */
export function BroughtNames({ days, dayText, decide, isBusy }: BroughtProps) {
  const texts = words.strangers
  if (days.length === 0) return null
  return (
    <details class="stranger-part">
      <summary>{texts.brought}</summary>
      <p class="faint small">{texts.broughtText}</p>
      <ul class="stranger-list">
        {days.map(({ firstOn, names, keys }) => (
          <li key={firstOn}>
            <span class="stranger-name">
              <strong>{texts.day(dayText(firstOn), names)}</strong>
              <span class="faint small">
                <Keys all={keys} more={names - keys.length} />
              </span>
            </span>
            <button
              type="button"
              class="button small"
              disabled={isBusy}
              aria-label={texts.takeOutDayOf(dayText(firstOn))}
              onClick={() => decide('remove', { firstOn })}
            >
              {texts.takeOutDay}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Those that somebody took out, so that none of it is for ever. */
export function RemovedNames({
  view: { removed, removedKeys },
  decide,
  isBusy
}: Deciding & { view: WaitingKeysView }) {
  const texts = words.strangers
  if (removed === 0) return null
  return (
    <details class="stranger-part">
      <summary>{texts.removed(removed)}</summary>
      <p class="faint small">{texts.removedText}</p>
      <ul class="stranger-list">
        {removedKeys.map((key) => (
          <li key={key}>
            <span class="stranger-name">
              <bdi>{key}</bdi>
            </span>
            <button
              type="button"
              class="plain"
              disabled={isBusy}
              aria-label={texts.takeBackOf(key)}
              onClick={() => decide('accept', { keys: [key] })}
            >
              {texts.takeBack}
            </button>
          </li>
        ))}
      </ul>
      {removed > removedKeys.length && (
        <p class="faint small">{texts.andMore(removed - removedKeys.length)}</p>
      )}
    </details>
  )
}

function Keys({ all, more }: { all: readonly string[]; more: number }) {
  return (
    <>
      {all.map((key, place) => (
        <span key={key}>
          {place > 0 && ', '}
          <bdi>{key}</bdi>
        </span>
      ))}
      {more > 0 && ` ${words.strangers.andMore(more)}`}
    </>
  )
}

export type Action = 'accept' | 'remove'

export type Which = { keys: readonly string[] } | { all: true } | { firstOn: string }
