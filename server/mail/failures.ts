import type { MailFailure } from '../contract/mail'

/** What nodemailer calls the ways in which a mail was not handed over. */
const byCode: Readonly<Record<string, MailFailure>> = {
  ETLS: 'not-private',
  EREQUIRETLS: 'not-private',
  EAUTH: 'sign-in',
  ENOAUTH: 'sign-in',
  EENVELOPE: 'refused',
  EMESSAGE: 'refused'
}

/** Why a mail was not handed over, for whoever has to mend it. */
export function failureOf(error: unknown): MailFailure {
  // nodemailer keeps what Node called it beside its own name of it.
  const { code, originalCode, responseCode } = error as {
    code?: unknown
    originalCode?: unknown
    responseCode?: unknown
  }
  const known = typeof code === 'string' ? byCode[code] : undefined
  if (known) return known
  if (typeof originalCode === 'string' && isAboutCertificates(originalCode)) return 'not-private'
  return typeof responseCode === 'number' ? 'refused' : 'unreachable'
}

/** Node's and OpenSSL's names of what is wrong with a certificate. */
function isAboutCertificates(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_TLS|^ERR_SSL/.test(code)
}
