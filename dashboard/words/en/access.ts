/** What the pages say of keys, of who sees what, and of secrets that are too weak. */
export const access = {
  keys: {
    madeBy: (name: string) => `made by ${name}`,
    program: 'another key',
    operator: 'whoever runs the server',
    neverUsed: 'never used',
    lastUsed: (when: string) => `last used ${when}`,
    ends: (when: string) => `ends ${when}`,
    ended: 'ended',
    lasts: 'It lasts',
    lastsFor: { '': 'until it is revoked', 30: '30 days', 90: '90 days', 365: 'a year' } as Readonly<
      Record<string, string>
    >,
    sure: (name: string) => `Revoke “${name}”, and every key that was made with it?`
  },
  sight: {
    agentOf: (name: string) =>
      name === '' ? 'Agent whose answers this person sees' : `Agent whose answers ${name} sees`,
    choose: 'Choose an agent',
    newAgent: 'Somebody who has no answers yet…',
    newAgentName: 'Name as answers will bring it, such as “ana”',
    teamsOf: (name: string) =>
      name === '' ? 'Teams whose answers this person sees' : `Teams whose answers ${name} sees`,
    noTeams: 'No answer has come with a team yet.',
    newTeam: 'Another team',
    add: 'Add'
  },
  own: {
    tab: 'Your page',
    lead: 'What customers said of you, and how sure the score is. Nobody is ranked here.',
    thanks: 'Thanks from customers',
    bestOfWeek: 'The best words of the last 7 days.',
    bestOfMonth:
      'Nobody wrote with a good rating in the last 7 days. These are the best words of the last 30.',
    strengths: 'Your strengths',
    noStrengths: 'Not clear yet: no topic stands out from your others beyond chance in this period.',
    wishes: 'What customers wished for',
    all: { thanks: 'All thanks', wishes: 'All wishes' },
    none: {
      thanks: 'No good answer of the last 30 days came with words.',
      wishes: 'No other answer of this period came with words.'
    }
  },
  weak: {
    title: 'A secret of this server could be guessed',
    text: (names: string, version: string) =>
      `${names}: use 32 characters or more, at least 12 of them different. From version ` +
      `${version} on the server will not start with a weak one.`
  }
}
