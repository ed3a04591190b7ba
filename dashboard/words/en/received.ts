/** What the pages say of what customers and their pages send. */
export const received = {
  replies: {
    title: (count: number) =>
      `${count === 1 ? 'One reply' : `${count} replies`} that could not be read as a rating`,
    lead:
      'These customers wrote something else when they were asked. Each was told once what to ' +
      'reply. If a rating follows, their words become its comment.'
  }
}
