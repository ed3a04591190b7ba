import type { FollowUpView } from '../../server/contract/follow-ups'
import { instant } from '../app/format'
import { Fact, Facts } from '../ui/facts'
import { Section } from '../ui/loading'
import { Rating } from '../ui/rating'
import { words } from '../words'

type Props = { followUp: FollowUpView; timeZone: string }

/** What the customer says after it was closed, beside what they said first; or why nobody can ask them. */
export function AskedAgain({ followUp: { secondAsk, answer }, timeZone }: Props) {
  if (!secondAsk) return null
  const texts = words.followUps.again
  const { state, dueAt, askedAt, hindrance, answer: now } = secondAsk
  return (
    <Section title={texts.title}>
      {now ? (
        <>
          <Facts>
            <Fact name={texts.before}>
              <Rating response={answer} />
            </Fact>
            <Fact name={texts.now}>
              <Rating response={now} />
            </Fact>
          </Facts>
          {now.comment && (
            <p class="answer-comment whole" dir="auto">
              {now.comment}
            </p>
          )}
          <p class="faint">{texts.counts}</p>
        </>
      ) : (
        <p class="faint">
          {state === 'due' && texts.due(instant(dueAt, timeZone))}
          {state === 'asked' && askedAt && texts.asked(instant(askedAt, timeZone))}
          {state === 'impossible' &&
            hindrance &&
            texts.impossible(words.followUps.reply.hindrances[hindrance])}
        </p>
      )}
    </Section>
  )
}
