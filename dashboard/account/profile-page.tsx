import type { ProfileView } from '../../server/contract/accounts'
import type { MeView } from '../../server/contract/people'
import { useResource } from '../app/resource'
import { Top } from '../shell/top'
import { Bones, Loaded } from '../ui/loading'
import { Title } from '../ui/title'
import { words } from '../words'
import { About } from './about'
import { Happened } from './happened'
import { Passkeys } from './passkey-list'
import { Password } from './password'
import { Sessions } from './sessions'
import { TwoFactor } from './two-factor'

/** One's own account: who one is, how one signs in, where one is signed in, what happened. */
export function Profile() {
  const profile = useResource<ProfileView>('/v1/me/profile')
  const me = useResource<MeView>('/v1/me')
  return (
    <>
      <Top me={me.at === 'ready' ? me.value : undefined} />
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
