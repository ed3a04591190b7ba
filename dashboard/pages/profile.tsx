import { About } from '../account/about'
import { Happened } from '../account/happened'
import { Passkeys } from '../account/passkey-list'
import { Password } from '../account/password'
import { Sessions } from '../account/sessions'
import { TwoFactor } from '../account/two-factor'
import { Mark, Person } from '../parts/frame'
import { Bones, Loaded } from '../parts/states'
import { Title } from '../parts/title'
import { useResource } from '../resource'
import { words } from '../words'
import type { ProfileView } from '../../server/contract/accounts'
import type { MeView } from '../../server/contract/people'

/** One's own account: who one is, how one signs in, where one is signed in, what happened. */
export function Profile() {
  const profile = useResource<ProfileView>('/v1/me/profile')
  const me = useResource<MeView>('/v1/me')
  return (
    <>
      <header class="top"><a class="brand" href="/" aria-label={words.product}><Mark /><span>{words.product}</span></a><Person me={me.at === 'ready' ? me.value : undefined} /></header>
      <main class="profile settings">
        <Title>{words.profile.title}</Title>
        <Loaded of={profile} skeleton={<Bones widths={[100, 100, 100]} class="bone row tall" />}>
          {(value) => (
            <>
              <About profile={value} />
              <Password profile={value} />
              <TwoFactor profile={value} />
              <Passkeys profile={value} />
              <Sessions sessions={value.sessions} />
              <Happened events={value.events} />
            </>
          )}
        </Loaded>
      </main>
    </>
  )
}
