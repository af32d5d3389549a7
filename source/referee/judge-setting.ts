import { SYSCTLS, type SysctlName } from '../kernel/sysctl.ts';
import { advance } from '../world/advance.ts';
import { servedPercent } from '../world/traffic-tally.ts';
import { cloneWorld } from '../world/clone-world.ts';
import type { World } from '../world/world.ts';
import type { Verdict } from './verdict.ts';

/** How far ahead the effect of a sysctl or a restart is looked at, in ms of virtual time. */
const LOOK_AHEAD = 15_000;
/** Percent points of served clients that count as a difference: below that it may be chance who gets the places that fall free. */
const NOTICEABLE = 15;

/** What a setting does, as the end of its verdict's name. */
export const SETTING_EFFECTS = ['helps', 'hurts', 'changes-nothing', 'shows-nothing-yet'] as const;
type Effect = (typeof SETTING_EFFECTS)[number];

const OUTCOMES = { helps: 'effective', hurts: 'harmful', 'changes-nothing': 'no-effect', 'shows-nothing-yet': 'no-effect' } as const satisfies Record<Effect, Verdict['outcome']>;

/** What was set: a sysctl, or the backlog of a listener that calls listen() again. */
export interface Setting {
  readonly name: SysctlName | 'listen';
  readonly value: string;
}

/**
 * A setting is judged by what it does: `reached` when it meets a goal; else, where real clients try, by running the same
 * world on for a while with it and without it and comparing their share of answers.
 */
export function settingVerdict({ name, value }: Setting, without: World, withIt: World, reached: boolean): Verdict {
  const traffic = without.setup.traffic.length > 0;
  const [was, is] = traffic ? [served(without), served(withIt)] : [0, 0];
  const effect: Effect = reached || is > was + NOTICEABLE ? 'helps' : is < was - NOTICEABLE ? 'hurts' : traffic ? 'changes-nothing' : 'shows-nothing-yet';
  return {
    name: `setting/${name}-${effect}`,
    outcome: OUTCOMES[effect],
    rule: name === 'listen' ? 'F4.1' : SYSCTLS[name].fact,
    ...(effect !== 'helps' && name === 'tcp_max_syn_backlog' ? { misconception: 'M12' } : {}),
    why: { id: `verdict.setting.${name}`, params: { value } },
    evidence: traffic ? { id: 'verdict.service-compared', params: { without: Math.round(was), with: Math.round(is), seconds: LOOK_AHEAD / 1000 } } : null,
    counterfactual: null,
    cite: [{ man: name === 'listen' || name === 'somaxconn' ? 'listen(2)' : 'tcp(7)' }],
  };
}

function served(world: World): number {
  const copy = cloneWorld(world);
  advance(copy, copy.now + LOOK_AHEAD);
  return servedPercent(copy, LOOK_AHEAD / 2) ?? 0;
}
