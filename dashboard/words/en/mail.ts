/** What the page about the server's own mails says. */
export const mail = {
  title: 'Mails of this server',
  lead:
    'Invitations of members, links to a new password and news about floods are mailed by ' +
    'the mail server that is named here. It never writes to your customers.',
  open: 'Set up the mail server',
  openText:
    'Whoever works here gets invitations and links to a new password by mail, or by a link that you hand over.',
  none: 'No mail server is named. Everything works: invitations and links to a new password are handed over by you.',
  byEnvironment:
    'SMTP_URL of the environment names the mail server. It goes before this page; take it out there to name one here.',
  host: 'Mail server',
  port: 'Port',
  security: 'Encryption',
  securities: {
    starttls: 'STARTTLS (usually port 587)',
    tls: 'TLS from the start (usually port 465)',
    offered: 'STARTTLS, where the server of your own network can'
  },
  securityHint: 'Over the Internet no mail is sent without encryption.',
  user: 'User',
  userHint: 'Left empty where the server asks for none.',
  password: 'Password',
  passwordKept: 'Left empty, it stays as it is.',
  from: 'Sender',
  fromHint: 'An address such as hearback@example.com, or Hearback <hearback@example.com>',
  save: 'Save',
  saved: 'Saved. Mails are sent that way from now on.',
  remove: 'Send no mails any more',
  sureRemove: 'Send no mails any more? Invitations and links to a new password are then handed over by you.',
  test: 'Test it',
  to: 'To',
  send: 'Send a test mail',
  sent: (to: string) =>
    `The mail server took the mail. Look whether it arrives at ${to}, and not among the unwanted ones.`,
  failed: {
    none: 'No mail server is named.',
    unreachable: 'The mail server cannot be reached; look at its name and its port.',
    'not-private':
      'The connection cannot be kept private: the server does not encrypt, or its ' +
      'certificate is not for this name or vouched for by nobody.',
    'sign-in': 'The mail server does not take this user with this password.',
    refused: 'The mail server did not take the mail.'
  },
  said: (words: string) => `It said: ${words}`
}
