import type { AgentsView } from '../../../server/contract/figures-agents'
import { figure } from '../../app/format'
import { words } from '../../words'
import type { Unit } from '../estimate'
import { scoreText, signedText } from '../estimate'
import { chance } from '../topics/topic-sayings'

export type AgentRow = AgentsView['rows'][number]

/** What a comparison with the others rests on. A manager and the agent read the same. */
export function evidenceOf({ score, others, comparable, difference, q }: AgentRow, unit: Unit): string {
  const texts = words.figures.agents
  if (!difference || others === null) return ''
  return [
    texts.against(scoreText(score), figure(others, unit), comparable),
    `${signedText(difference).value} (${signedText(difference).interval})`,
    ...(q === null ? [] : [words.figures.topics.q(chance(q))])
  ].join(' · ')
}
