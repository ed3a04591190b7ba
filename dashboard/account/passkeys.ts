import { ask } from '../app/api'

type Descriptor = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
type CreationOptions = Omit<
  PublicKeyCredentialCreationOptions,
  'challenge' | 'user' | 'excludeCredentials'
> & {
  challenge: string
  user: { id: string; name: string; displayName: string }
  excludeCredentials?: Descriptor[]
}
type RequestOptions = Omit<PublicKeyCredentialRequestOptions, 'challenge' | 'allowCredentials'> & {
  challenge: string
  allowCredentials?: Descriptor[]
}

export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === 'function'
}

/** Makes a passkey on this device, or on whatever the browser offers, and gives it to the server. */
export async function addPasskey(name: string): Promise<void> {
  const {
    challenge,
    user,
    excludeCredentials = [],
    ...options
  } = await ask<CreationOptions>('/auth/passkey/generate-register-options')
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(challenge),
      user: { ...user, id: bytes(user.id) },
      excludeCredentials: excludeCredentials.map(known)
    }
  })
  if (
    !(credential instanceof PublicKeyCredential) ||
    !(credential.response instanceof AuthenticatorAttestationResponse)
  )
    throw new Error('no passkey was made')
  const { response } = credential
  await ask('/auth/passkey/verify-registration', {
    method: 'POST',
    body: {
      name,
      response: {
        ...common(credential),
        response: {
          clientDataJSON: text(response.clientDataJSON),
          attestationObject: text(response.attestationObject),
          transports: response.getTransports()
        }
      }
    }
  })
}

export async function signInWithPasskey(): Promise<void> {
  const {
    challenge,
    allowCredentials = [],
    ...options
  } = await ask<RequestOptions>('/auth/passkey/generate-authenticate-options')
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(challenge),
      userVerification: 'required',
      allowCredentials: allowCredentials.map(known)
    }
  })
  if (
    !(credential instanceof PublicKeyCredential) ||
    !(credential.response instanceof AuthenticatorAssertionResponse)
  )
    throw new Error('no passkey was chosen')
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response
  const response = {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle && { userHandle: text(userHandle) })
  }
  await ask('/auth/passkey/verify-authentication', {
    method: 'POST',
    body: { response: { ...common(credential), response } }
  })
}

function common({ id, rawId, type }: PublicKeyCredential) {
  return { id, rawId: text(rawId), type, clientExtensionResults: {} }
}

function known({ id, ...rest }: Descriptor): PublicKeyCredentialDescriptor {
  return { ...rest, id: bytes(id) }
}

/** Bytes cross the wire as base64url. */
function bytes(given: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(given.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
    character.charCodeAt(0)
  )
}

function text(given: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(given)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
