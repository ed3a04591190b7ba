/** What the pages say of who stands behind an answer, and of agents whom a page merely names. */
export const standing = {
  name: 'Who stands behind it',
  short: { vouched: 'Vouched for', unverified: 'Unverified' },
  means: {
    vouched:
      'It came by the customer’s own link, in the chat, from your helpdesk, from a program ' +
      'with a key, or from a page that your server signed.',
    unverified:
      'It came from a page or a poster that anybody can open, and nobody vouches for it. It ' +
      'never takes the place of an answer that is vouched for.'
  },
  filter: 'Standing',
  all: 'All of them',
  only: { vouched: 'Only vouched for', unverified: 'Only unverified' },
  claimed: 'merely claimed',
  claimedMeans: 'A page says so, and no signature of your server covers it.',
  share: (part: string) => `${part} merely claimed`,
  filtered: (part: string) => `${part} of these answers name their agent or team without proof.`,
  leftOut: 'Answers that name their agent or team without proof are left out here.',
  decide: 'Change that',
  settings: {
    title: 'Agents that a page merely names',
    text:
      'Anybody can open a page of yours and send an answer that names any agent. What your ' +
      'server signs is proved, all else is merely claimed. What you choose here changes ' +
      'figures about people alone, for past answers too; totals stay as they are.',
    label: 'In figures about agents and teams',
    choices: { count: 'count them, and say which part is merely claimed', 'leave-out': 'leave them out' }
  },
  ask: {
    title: 'Should agents count whom a page merely names?',
    text:
      'Anybody can send an answer that names any agent. Until you decide, such answers count ' +
      'in figures about agents and teams, as before, and each figure says which part of it ' +
      'is merely claimed.',
    count: 'Go on counting them',
    'leave-out': 'Leave them out'
  },
  signing: {
    text:
      'Your own server signs with it what a page says of customer, conversation, agent and ' +
      'team. What is signed is vouched for, and nobody is asked again who was asked on ' +
      'another channel. Keep it out of pages.',
    example: 'Signing on a server with Node',
    more: 'The file docs/recipes.md of Hearback shows it in five languages of servers, under “Signing”.'
  },
  history: {
    by: { vouched: 'an answer that is vouched for', unverified: 'an answer that nobody vouches for' },
    other: 'The other answer',
    actors: {
      page: 'a page',
      placement: 'a poster or shared link',
      link: 'the customer, by link',
      hearback: 'Hearback',
      key: 'a program',
      public: 'a page',
      chat: 'the customer, in the chat',
      helpdesk: 'the helpdesk'
    } as Readonly<Record<string, string>>
  },
  reasons: {
    'beside-vouched': 'an answer to the same conversation is vouched for',
    'first-signature': 'the first signed answer came in'
  } as Readonly<Record<string, string>>
}
