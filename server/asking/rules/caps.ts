import type { Inviting } from '../../contract/inviting'
import type { Rule } from './rule'

/**
 * How many invitations there were today about this agent and this team; when tomorrow begins where the site
 * is.
 */
type Facts = { today: { agent: number; team: number }; tomorrow: number }

export const agentCap: Rule<Facts, Inviting> = ({ today, tomorrow }, { perAgentADay }) =>
  perAgentADay !== null && today.agent >= perAgentADay ? { rule: 'agent-cap', until: tomorrow } : undefined

export const teamCap: Rule<Facts, Inviting> = ({ today, tomorrow }, { perTeamADay }) =>
  perTeamADay !== null && today.team >= perTeamADay ? { rule: 'team-cap', until: tomorrow } : undefined
