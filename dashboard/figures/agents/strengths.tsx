import type { TopicsView } from '../../../server/contract/figures-topics'
import { useResource } from '../../app/resource'
import { Bones, Loaded, Section } from '../../ui/loading'
import { words } from '../../words'
import { TopicSayings } from '../topics/topic-sayings'
import type { View } from '../view'

/**
 * What customers rate an agent higher on than on all else that they do, where chance hardly explains it. With the
 * team it is compared over all topics only: by single topics the ratings of others could be told.
 */
export function Strengths({ view }: { view: View }) {
  const topics = useResource<TopicsView>(view.figurePath('topics'))
  const texts = words.access.own
  return (
    <Section title={texts.strengths}>
      <Loaded of={topics} skeleton={<Bones widths={[70, 100]} />}>
        {(value) => (
          <TopicSayings
            view={view}
            topics={value}
            rows={value.rows.filter(({ flag }) => flag === 'high')}
            none={texts.noStrengths}
          />
        )}
      </Loaded>
    </Section>
  )
}
