/** @jsxImportSource . */

import type { Choice, SentDefinition, Told } from '../shared/protocol'
import type { Step } from '../shared/steps'
import { partNow } from '../shared/steps'
import { Points } from './points'

type Props = {
  definition: SentDefinition
  low: boolean
  step: Extract<Step, { at: 'following' }>
  say: (told: Told, goesOn?: boolean) => void
}

/**
 * What is asked after the rating, one part at a time: each tap is sent as it is made and leads on, and
 * nothing has to be answered.
 */
export function FollowUps({ definition, low, step, say }: Props) {
  const { comment, words } = definition
  const part = ASKS_MORE ? partNow(step, definition) : 'end'
  const reasons = part === 'reason' ? definition.reasons : undefined
  return (
    <div class="more">
      {ASKS_MORE && [
        part === 'solved' && definition.solved && (
          <Choices
            {...definition.solved}
            name="solved"
            choose={(solved, goesOn) => say({ solved }, goesOn)}
          />
        ),
        // Two places, so that a reason that was marked in one list is not marked in the other.
        low && reasons?.low && (
          <Choices {...reasons.low} name="reason" choose={(reason, goesOn) => say({ reason }, goesOn)} />
        ),
        !low && reasons?.high && (
          <Choices {...reasons.high} name="reason" choose={(reason, goesOn) => say({ reason }, goesOn)} />
        ),
        part === 'person' && (
          <fieldset>
            <legend>{definition.person}</legend>
            <Points
              definition={definition}
              name="person"
              choose={(person, passing) => say({ person }, !passing)}
              chosen={step.told.person}
            />
          </fieldset>
        )
      ]}
      {part === 'end' && comment && (
        <label>
          {low ? comment.low : comment.high} <small>({comment.optional})</small>
          <textarea rows={3} dir="auto" maxLength={commentLengthMax} />
        </label>
      )}
      {ASKS_MORE && part === 'end' && definition.contact && (
        <label class="tick">
          <input type="checkbox" onChange={({ currentTarget }) => say({ contact: currentTarget.checked })} />
          {definition.contact}
        </label>
      )}
      <button>{words.send}</button>
    </div>
  )
}

/** A tap leads on; an arrow key, which chooses on its way, does not. */
function Choices({
  question,
  options,
  name,
  choose
}: Choice & { name: string; choose: (value: string, goesOn: boolean) => void }) {
  return (
    <fieldset>
      <legend>{question}</legend>
      <div class="choices">
        {options.map(([value, label]) => (
          <label>
            <input type="radio" name={name} onClick={({ detail }) => choose(value, detail > 0)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const commentLengthMax = 2_000
