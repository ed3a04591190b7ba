import { Section } from '../ui/loading'
import { words } from '../words'
import type { Reason } from './draft'
import { valueAt } from './draft'
import { Optional, TextField, useBuilding, WordsField } from './fields'

const ratings = ['low', 'high'] as const
const reasonsMax = 12

/** What is asked after the rating, and the thanks at the end. Each of it may be left out. */
export function PartsFields() {
  const text = words.builder.parts
  return (
    <Section title={text.title}>
      <div class="form">
        <p class="hint">{text.hint}</p>
        <Optional label={text.solved} path="parts.solved" none={undefined} empty={{}}>
          <WordsField path="parts.solved" label={text.wording} />
        </Optional>
        {ratings.map((rating) => (
          <Optional
            key={rating}
            label={text.reasons[rating]}
            path={`parts.reasons.${rating}`}
            none={undefined}
            empty={[newReason([])]}
          >
            <Reasons path={`parts.reasons.${rating}`} />
          </Optional>
        ))}
        <Optional label={text.person} path="parts.person" none={undefined} empty={{}}>
          <WordsField path="parts.person" label={text.wording} />
        </Optional>
        <Optional label={text.comment} path="parts.comment" none={false} empty={{}}>
          <WordsField path="parts.comment.low" label={text.commentLow} />
          <WordsField path="parts.comment.high" label={text.commentHigh} />
        </Optional>
        <Optional label={text.contact} path="parts.contact" none={undefined} empty={{}}>
          <WordsField path="parts.contact" label={text.wording} />
        </Optional>
        {ratings.map((rating) => (
          <Optional
            key={rating}
            label={text.thanks[rating]}
            path={`parts.thanks.${rating}`}
            none={undefined}
            empty={{}}
          >
            <WordsField path={`parts.thanks.${rating}.text`} label={text.thanksText} />
            <TextField
              path={`parts.thanks.${rating}.link.url`}
              label={text.linkUrl}
              hint={text.linkHint}
              inputMode="url"
              dir="ltr"
              placeholder="https://"
              maxLength={2000}
            />
            <WordsField path={`parts.thanks.${rating}.link.label`} label={text.linkLabel} />
          </Optional>
        ))}
      </div>
    </Section>
  )
}

function Reasons({ path }: { path: string }) {
  const { draft, set } = useBuilding()
  const text = words.builder.parts
  const list = (valueAt(draft, path) ?? []) as Reason[] // what only this part writes
  return (
    <>
      {list.map((_, place) => (
        <div key={place} class="reason" role="group" aria-label={text.reason(place + 1)}>
          <WordsField path={`${path}.${place}.label`} label={text.reason(place + 1)} />
          <TextField
            path={`${path}.${place}.key`}
            label={text.key}
            dir="ltr"
            spellcheck={false}
            maxLength={60}
          />
          <button
            type="button"
            class="plain"
            aria-label={text.removeReason(place + 1)}
            onClick={() =>
              set(path, list.length > 1 ? list.filter((_, other) => other !== place) : undefined)
            }
          >
            {text.remove}
          </button>
        </div>
      ))}
      <p class="hint">{text.keyHint}</p>
      {list.length < reasonsMax && (
        <button type="button" class="button small" onClick={() => set(path, [...list, newReason(list)])}>
          {text.addReason}
        </button>
      )}
    </>
  )
}

/** Answers keep the key, so it stays as it is when the label is worded anew. */
function newReason(list: readonly Reason[]): Reason {
  const keys = new Set(list.map(({ key }) => key))
  let number = 1
  while (keys.has(`reason-${number}`)) number++
  return { key: `reason-${number}`, label: {} }
}
