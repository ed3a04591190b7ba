import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>

type Claims = { email?: string; email_verified?: boolean; name?: string }

/**
 * A real OpenID provider on loopback, for one client. Whoever comes signs in at once as the person who is
 * set.
 */
export async function startIdentityProvider(redirectUri: string) {
  const people = new Map<string, Claims>()
  let who = ''
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on TCP
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'hearback',
        client_secret: 'a secret between the two',
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code']
      }
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    async loadExistingGrant(context) {
      const { client, session } = context.oidc
      if (!client || !session?.accountId) return undefined
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    }
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    void provider.interactionFinished(
      request,
      response,
      { login: { accountId: who, remember: false } },
      { mergeWithLastSubmission: false }
    )
  })
  return {
    issuer,
    /** The next who comes is this person. */
    comes(sub: string, claims: Claims) {
      people.set(sub, claims)
      who = sub
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
