/** @jsxImportSource hono/jsx */
import { drawingOf } from '../../widget/shared/drawings'
import type { Choice, Definition, Told } from '../../widget/shared/protocol'
import type { Point } from '../../widget/shared/scale'
import { pointsOf } from '../../widget/shared/scale'
import { languageFor } from '../../widget/words'
import type { SurveyPageData } from './survey-page-data'

/**
 * Everything that is asked, as one form: whole without JavaScript, which shows only what a rating calls
 * for.
 */
export function Form(data: Exclude<SurveyPageData, { at: 'gone' }>) {
  const { definition, action, id, secret, seen, rating, comment } = data
  const { question, words, style, satisfiedFrom, lowIsGood, comment: prompts } = definition
  const language = languageFor(definition.locale)
  const answered = data.at === 'answered'
  const missing = !answered && data.missing
  return (
    <form
      method="post"
      action={action}
      // What the script needs to know, without a second request for it.
      data-satisfied-from={satisfiedFrom}
      data-low-is-good={lowIsGood || undefined}
      data-low={prompts?.low}
      data-high={prompts?.high}
      data-saved={words.saved}
      data-waiting={words.waiting}
      data-refused={words.refused}
    >
      <input type="hidden" name="id" value={id} />
      {secret && <input type="hidden" name="secret" value={secret} />}
      {seen && <input type="hidden" name="seen" value={seen} />}
      <fieldset aria-describedby={missing ? 'missing' : undefined}>
        <legend>{answered ? question : <h1>{question}</h1>}</legend>
        {missing && (
          <p class="problem" id="missing">
            {language.choose}
          </p>
        )}
        <Points definition={definition} name="rating" rating={rating} />
        {style !== 'thumbs' && (
          <div class="ends" aria-hidden="true">
            <span>{words.labels[0]}</span>
            <span>{words.labels.at(-1)}</span>
          </div>
        )}
      </fieldset>
      <div class="more">
        <FollowUps definition={definition} told={answered ? (data.told ?? {}) : {}} />
        {prompts && (
          <label>
            <span>{language.comment}</span> <small>({prompts.optional})</small>
            <textarea name="comment" rows={3} dir="auto" maxlength={commentLengthMax}>
              {comment}
            </textarea>
          </label>
        )}
        <button>{words.send}</button>
      </div>
      {/* A field that people neither see nor reach: whoever fills it in is a program. */}
      <div class="unseen" aria-hidden="true">
        <input name="website" tabindex={-1} autocomplete="off" />
      </div>
    </form>
  )
}

function FollowUps({ definition, told }: { definition: Definition; told: Told }) {
  const { solved, reasons, person, contact } = definition
  return (
    <>
      {solved && <Choices {...solved} name="solved" chosen={told.solved} />}
      {reasons && (
        <Choices
          {...eitherReason(reasons)}
          name="reason"
          chosen={told.reason}
          low={valuesOf(reasons.low)}
          high={valuesOf(reasons.high)}
        />
      )}
      {person && (
        <fieldset>
          <legend>{person}</legend>
          <Points definition={definition} name="person" rating={told.person} />
        </fieldset>
      )}
      {contact && (
        <label class="tick">
          <input type="checkbox" name="contact" checked={told.contact} />
          {contact}
        </label>
      )}
    </>
  )
}

/**
 * Without JavaScript nobody knows the rating yet when the reasons for it are offered: so all of them are,
 * each once.
 */
function eitherReason({ low, high }: { low?: Choice; high?: Choice }): Choice {
  const all = [...(low?.options ?? []), ...(high?.options ?? [])]
  return { question: (low ?? high)?.question ?? '', options: [...new Map(all)] }
}

const valuesOf = (choice: Choice | undefined) => choice?.options.map(([value]) => value) ?? []

type ChoicesProps = Choice & { name: string; chosen: string | undefined; low?: string[]; high?: string[] }

function Choices({ question, options, name, chosen, low, high }: ChoicesProps) {
  // A reason for either rating is for both.
  const of = (value: string) =>
    low?.includes(value) === high?.includes(value) ? undefined : low?.includes(value) ? 'low' : 'high'
  return (
    <fieldset>
      <legend>{question}</legend>
      <div class="choices">
        {options.map(([value, label]) => (
          <label data-of={of(value)}>
            <input type="radio" name={name} value={value} checked={value === chosen} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Points({
  definition,
  name,
  rating
}: {
  definition: Definition
  name: string
  rating: number | undefined
}) {
  const points = pointsOf(definition)
  return (
    <div class={`points ${definition.style}`}>
      {points.map((point) => (
        <label class={rating !== undefined && point.rating <= rating ? 'reached' : undefined}>
          <input type="radio" name={name} value={point.rating} checked={point.rating === rating} />
          <span class="mark">
            {definition.style === 'numbers' ? point.digits : <Drawing {...{ definition, point }} />}
            {definition.style === 'thumbs' && point.name}
          </span>
          {definition.style !== 'thumbs' && point.name && <span class="unseen">{point.name}</span>}
        </label>
      ))}
    </div>
  )
}

function Drawing({ definition: { style }, point: { fraction } }: { definition: Definition; point: Point }) {
  const { path, transform } = drawingOf(style, fraction)
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      {style === 'faces' && <circle cx="24" cy="24" r="22" />}
      <path d={path} transform={transform} />
    </svg>
  )
}

const commentLengthMax = 2_000
