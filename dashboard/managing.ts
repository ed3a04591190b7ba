/**
 * The pages for whoever sets something up, and those of an account. They come in a file of their own, so
 * that a visit that only reads figures, as most do, does not wait for them.
 */

export { Forgot } from './account/forgot-page'
export { Join } from './account/join-page'
export { Profile } from './account/profile-page'
export { Prove } from './account/prove-page'
export { Reset } from './account/reset-page'
export { SetUp } from './account/set-up-page'
export { Builder } from './builder/page'
export { Preview } from './builder/preview-page'
export { Connector } from './connectors/connector-page'
export { Connectors } from './connectors/page'
export { CustomersData } from './customers/page'
export { Import } from './imports/page'
export { OptOuts } from './invitations/opt-outs-page'
export { Invitations } from './invitations/page'
export { Placements } from './invitations/placements-page'
export { Upload } from './invitations/upload-page'
export { Tags } from './names/page'
export { Audit } from './settings/audit-page'
export { Hours } from './settings/hours/page'
export { MailServer } from './settings/mail/page'
export { Members } from './settings/members-page'
export { Settings } from './settings/page'
export { Welcome } from './welcome/page'
