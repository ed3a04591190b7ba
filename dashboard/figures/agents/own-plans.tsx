import type { OwnPlansView, OwnPlanView, PlanVoiceInput } from '../../../server/contract/plan-voices'
import { ask } from '../../app/api'
import { day, instant } from '../../app/format'
import { refresh, useResource } from '../../app/resource'
import { Fact, Facts } from '../../ui/facts'
import { ChoiceField, Form } from '../../ui/form'
import { Bones, Loaded, Section } from '../../ui/loading'
import { LongText } from '../../ui/long-text'
import { planDays } from '../../ui/plan-days'
import { words } from '../../words'
import type { View } from '../view'

/** So much may be written of a plan. */
const sentenceMax = 500
const ratings = [5, 4, 3, 2, 1] as const

/** The plans that an agent is in, and what they say to them. */
export function OwnPlans({ view: { site, survey } }: { view: View }) {
  const plans = useResource<OwnPlansView>(`/v1/training-plans/mine?survey=${survey.id}`)
  const texts = words.plans.own
  return (
    <Section title={texts.title}>
      <Loaded of={plans} skeleton={<Bones widths={[60, 100]} class="bone row" />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p class="faint">{texts.none}</p>
          ) : (
            <ul class="entries">
              {rows.map((plan) => (
                <li key={plan.id}>
                  <Plan plan={plan} timeZone={site.timeZone} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Plan({ plan, timeZone }: { plan: OwnPlanView; timeZone: string }) {
  const { id, kind, name, taught, topics, coach, state, attended } = plan
  const texts = words.plans
  const say = async (said: PlanVoiceInput) => {
    await ask(`/v1/training-plans/${id}/voice`, { method: 'PATCH', body: said })
    refresh()
  }
  return (
    <>
      <h3 class="saying-name">
        <bdi>{name}</bdi>
      </h3>
      <p class="faint">
        <span class="badge">{texts.states[state]}</span> {texts.kinds[kind]} · {planDays(plan)}
      </p>
      {taught && (
        <p class="plan-text" dir="auto">
          {taught}
        </p>
      )}
      <Facts>
        {topics.length > 0 && (
          <Fact name={texts.fields.topics}>
            <span class="fact-list">
              {topics.map(({ key, label }) => (
                <bdi key={key}>{label}</bdi>
              ))}
            </span>
          </Fact>
        )}
        {coach && (
          <Fact name={texts.fields.coach}>
            <bdi>{coach}</bdi>
          </Fact>
        )}
        {attended.length > 0 && (
          <Fact name={texts.own.attended}>
            <span class="fact-list">
              {attended.map((held) => (
                <span key={held}>{day(held)}</span>
              ))}
            </span>
          </Fact>
        )}
      </Facts>
      <Acknowledgement plan={plan} say={say} timeZone={timeZone} />
      <Comment plan={plan} say={say} />
      {plan.mayRate && <Coaching plan={plan} say={say} />}
    </>
  )
}

type Saying = { plan: OwnPlanView; say(said: PlanVoiceInput): Promise<void> }

function Acknowledgement({ plan: { acknowledgedAt }, say, timeZone }: Saying & { timeZone: string }) {
  const texts = words.plans.own
  if (acknowledgedAt !== null)
    return <p class="faint">{texts.acknowledged(instant(acknowledgedAt, timeZone))}</p>
  return (
    <Form submit={texts.acknowledge} send={() => say({ acknowledged: true })}>
      {null}
    </Form>
  )
}

function Comment({ plan: { comment }, say }: Saying) {
  const texts = words.plans.own
  return (
    <>
      {comment && <p dir="auto">{comment}</p>}
      <details class="plan-add" key={comment}>
        <summary>{comment ? texts.commentAgain : texts.comment}</summary>
        <Form submit={texts.send} send={(form) => say({ comment: String(form.get('comment') ?? '') })}>
          <LongText
            name="comment"
            label={texts.commentLabel}
            hint={texts.commentHint}
            value={comment}
            longest={sentenceMax}
            required={false}
          />
        </Form>
      </details>
    </>
  )
}

function Coaching({ plan: { coaching }, say }: Saying) {
  const texts = words.plans.own
  const rate = (form: FormData) =>
    say({ coaching: { rating: Number(form.get('rating')), words: String(form.get('words') ?? '') } })
  return (
    <>
      {coaching && <p>{texts.rated(coaching.rating)}</p>}
      <details class="plan-add" key={JSON.stringify(coaching)}>
        <summary>{coaching ? texts.rateAgain : texts.rate}</summary>
        <Form submit={texts.sendRating} send={rate}>
          <ChoiceField
            name="rating"
            label={texts.rating}
            options={ratings.map((rating) => ({ value: String(rating), label: texts.ratings[rating] }))}
            defaultValue={String(coaching?.rating ?? ratings[0])}
          />
          <LongText
            name="words"
            label={texts.words}
            hint={texts.ratingHint}
            value={coaching?.words ?? ''}
            longest={sentenceMax}
            required={false}
          />
        </Form>
      </details>
    </>
  )
}
