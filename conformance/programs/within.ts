import { match } from 'ts-pattern';
import type { During, Profile, Receive, Send, Stimulus } from '../../spec/vocabulary/index.js';
import type { Claims } from './action.js';

// What a stimulus holds that only some profile has. Every kernel takes the rest, whatever it claims.

const profilesOfPhase = (phase: Send | Receive): readonly Profile[] => [
  ...(phase.timeoutMs !== 0 && phase.timeoutMs !== 'never' ? (['timeouts'] as const) : []),
  ...((phase.buffer ?? phase.strings ?? phase.faultTimeoutMs) !== undefined ? (['strings'] as const) : []),
  ...('from' in phase && typeof phase.from === 'object' && 'line' in phase.from ? (['interrupts'] as const) : []),
];

const profileOfEvent = (event: During['event']): Profile =>
  match(event)
    .returnType<Profile>()
    .with({ do: 'tick' }, () => 'timeouts')
    .with({ do: 'interrupt' }, () => 'interrupts')
    .with({ do: 'slice_end' }, () => 'scheduling')
    .exhaustive();

const profilesOf = (x: Stimulus): readonly Profile[] =>
  match(x)
    .returnType<readonly Profile[]>()
    .with({ do: 'ipc' }, ({ send, receive }) =>
      [send, receive].flatMap((it) => (it === undefined ? [] : profilesOfPhase(it))),
    )
    .with({ do: 'thread_schedule' }, () => ['scheduling'])
    .with({ do: 'trap' }, () => ['exceptions'])
    .with({ do: 'tick' }, { do: 'interrupt' }, (event) => [profileOfEvent(event)])
    .with({ do: 'during' }, ({ event }) => ['strings', profileOfEvent(event)])
    .with({ do: 'lthread_ex_regs' }, ({ handler }) => (handler === undefined ? [] : ['exceptions']))
    .with({ do: 'id_nearest' }, { do: 'fpage_unmap' }, { do: 'thread_switch' }, () => [])
    .with({ do: 'task_new' }, { do: 'load' }, { do: 'store' }, () => [])
    .exhaustive();

/** Whether a kernel that claims these profiles, and no others, knows all of a stimulus. */
export const isWithin = (claims: Claims, x: Stimulus): boolean => profilesOf(x).every(claims);
