import type { AddressInfo } from 'node:net'
import type { Email } from 'postal-mime'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export type MailServer = Awaited<ReturnType<typeof startMailServer>>
type Refusal = Error & { responseCode?: number }

/**
 * A real mail server on loopback that keeps what it is sent; `refuse` lets it turn away the next recipients
 * with a code. It may encrypt, with a certificate that nobody vouches for where it is given no other.
 */
export async function startMailServer(
  encrypts: 'never' | 'starttls' | 'tls' = 'never',
  certificate: { key?: Buffer; cert?: Buffer } = {}
) {
  const mails: Email[] = []
  const secured: boolean[] = []
  const signedIn: string[] = []
  let whenTaken: (mail: Email) => void = () => {}
  const refusals: [code: number, text: string][] = []
  const server = new SMTPServer({
    ...(encrypts === 'starttls' ? {} : { disabledCommands: ['STARTTLS'] }),
    secure: encrypts === 'tls',
    ...certificate,
    // The certificate is the one of the package, and nobody vouches for it: it need not say so each time.
    logger: false,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) => (
      signedIn.push(username ?? ''),
      username === 'shop' && password === 'hunter2 of mail'
        ? done(null, { user: username })
        : done(new Error('no such user'))
    ),
    onRcptTo(_address, _session, done) {
      const refusal = refusals.shift()
      done(refusal ? Object.assign(new Error(refusal[1]) as Refusal, { responseCode: refusal[0] }) : null)
    },
    onData(stream, session, done) {
      secured.push(session.secure)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on(
        'end',
        () =>
          void PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            mails.push(mail)
            whenTaken(mail)
            done()
          })
      )
    }
  })
  // A sender that is killed breaks its connection off; the next one is served all the same.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on TCP
    mails,
    /** Of each mail whether it came encrypted. */
    secured,
    /** Whoever has tried to sign in, with the right password or not. */
    signedIn,
    /** What happens when a mail is here and its sender does not know yet. */
    onMail: (act: (mail: Email) => void) => void (whenTaken = act),
    refuse: (code: number, text: string) => void refusals.push([code, text]),
    close: () => new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
