/** @jsxImportSource . */
import { Points } from './points'
import type { Choice, SentDefinition, Told } from './wire'

type Props = { definition: SentDefinition; low: boolean; person: number | undefined; say: (told: Told) => void }

/** What is asked after the rating, in one go: each tap is sent as it is made, and nothing has to be answered. */
export function FollowUps({ definition, low, person, say }: Props) {
  const { comment, words } = definition
  return (
    <div class="more">
      {ASKS_MORE && definition.solved && <Choices {...definition.solved} name="solved" choose={(solved) => say({ solved })} />}
      {/* Two places, so that a reason that was marked in one list is not marked in the other. */}
      {ASKS_MORE && low && definition.reasons?.low && <Choices {...definition.reasons.low} name="reason" choose={(reason) => say({ reason })} />}
      {ASKS_MORE && !low && definition.reasons?.high && <Choices {...definition.reasons.high} name="reason" choose={(reason) => say({ reason })} />}
      {ASKS_MORE && definition.person && (
        <fieldset>
          <legend>{definition.person}</legend>
          <Points definition={definition} name="person" choose={(person) => say({ person })} chosen={person} />
        </fieldset>
      )}
      {comment && (
        <label>
          {low ? comment.low : comment.high} <small>({comment.optional})</small>
          <textarea rows={3} maxLength={commentLengthMax} />
        </label>
      )}
      {ASKS_MORE && definition.contact && (
        <label class="tick">
          <input type="checkbox" onChange={({ currentTarget }) => say({ contact: currentTarget.checked })} />
          {definition.contact}
        </label>
      )}
      <button>{words.send}</button>
    </div>
  )
}

function Choices({ question, options, name, choose }: Choice & { name: string; choose: (value: string) => void }) {
  return (
    <fieldset>
      <legend>{question}</legend>
      <div class="choices">
        {options.map(([value, label]) => (
          <label>
            <input type="radio" name={name} onChange={() => choose(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const commentLengthMax = 2_000
