import type { FollowUpFiguresView, RecoveryView } from '../../server/contract/follow-ups'
import { duration, figure, number, range } from '../app/format'
import { useResource } from '../app/resource'
import { Fact, Facts } from '../ui/facts'
import { Bones, Loaded, Section } from '../ui/loading'
import { words } from '../words'

const severities = ['low', 'medium', 'high'] as const

/** How many were opened and closed lately, how soon, and where the roots lay. */
export function Figures({ siteId, narrowed }: { siteId: string; narrowed: URLSearchParams }) {
  const figures = useResource<FollowUpFiguresView>(`/v1/sites/${siteId}/follow-up-figures?${narrowed}`)
  const recovery = useResource<RecoveryView>(`/v1/sites/${siteId}/follow-ups/recovery?${narrowed}`)
  const texts = words.followUps.figures
  return (
    <Section title={texts.title}>
      <Loaded of={figures} skeleton={<Bones widths={[100, 100]} class="bone row" />}>
        {(found) => (
          <>
            <Facts>
              <Fact name={texts.opened}>{number(found.opened)}</Fact>
              <Fact name={texts.closed}>{number(found.closed)}</Fact>
              <Fact name={texts.median}>
                {found.hoursToClose === null ? (
                  <span class="faint">{texts.tooFew}</span>
                ) : (
                  duration(found.hoursToClose * 3_600)
                )}
              </Fact>
              <Fact name={texts.late}>{number(found.late)}</Fact>
              <Fact name={texts.themselves}>{number(found.endedByThemselves)}</Fact>
              <Fact name={texts.waiting}>{number(found.waiting)}</Fact>
              <Fact name={texts.overdue}>{number(found.overdue)}</Fact>
              {recovery.at === 'ready' && <Recovery of={recovery.value} />}
            </Facts>
            <h3 class="inbox-causes">{texts.causes}</h3>
            {found.causes.length === 0 ? (
              <p class="faint">{texts.noCauses}</p>
            ) : (
              <ul class="entries">
                {found.causes.map(({ nature, count, severities: graded }) => (
                  <li key={nature}>
                    <span>
                      <strong>{words.followUps.natures[nature]}</strong> {texts.times(count)}
                    </span>
                    <span class="faint">
                      {severities
                        .filter((severity) => graded[severity] > 0)
                        .map(
                          (severity) => `${words.followUps.severities[severity]}: ${number(graded[severity])}`
                        )
                        .join(' · ')}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Section>
  )
}

/** How many are satisfied when they are asked again; nothing where nobody was. */
function Recovery({ of: { asked, answered, rate } }: { of: RecoveryView }) {
  const texts = words.followUps.figures
  if (asked === 0) return null
  return (
    <Fact name={texts.recovery}>
      {rate ? (
        texts.recovered(figure(rate.value, 'percent'), range(rate.lower, rate.upper, 'percent'))
      ) : (
        <span class="faint">{texts.recoveryFew}</span>
      )}{' '}
      <span class="faint">{texts.ofAnswered(answered, asked)}</span>
    </Fact>
  )
}
