import { SYSCTL_NAMES } from '../kernel/sysctl.ts';
import type { ProfileId } from '../kernel/profile.ts';
import type { Lang } from '../language.ts';
import { CALL_NAMES } from '../world/move-notation/parse-call.ts';
import type { Level, LevelText } from './level.ts';

/** The id of the sandbox: no level of the course, though it is opened like one. It has no goal, and is never solved. */
export const SANDBOX = 'sandbox';

/** A world to try things out in: all of its hosts are the player's, with every sysctl and every call, and there is no goal. Nothing is proved of it, and it gives no stars. */
export function sandboxLevel({ id, world, kernel, setup, menu, texts }: { readonly id: string; readonly world: number; readonly kernel: ProfileId; readonly setup: unknown; readonly menu: readonly string[]; readonly texts: Readonly<Record<Lang, LevelText>> }): Level {
  return {
    id,
    title: { en: texts.en['title']!, 'zh-Hans': texts['zh-Hans']['title']! },
    version: 1,
    world,
    role: 'operator',
    mode: 'turns',
    kernel,
    kernels: null,
    rows: [],
    misconceptions: [],
    needs: [],
    minutes: 10,
    par: 0,
    fade: 1,
    teaches: [],
    uses: [],
    luck: false,
    mirror: null,
    spare: null,
    sees: null,
    sources: [],
    draw: [],
    setup,
    known: [],
    hide: [],
    hideUntil: null,
    sysctls: SYSCTL_NAMES,
    calls: CALL_NAMES,
    goals: [],
    idea: null,
    lose: [],
    predictions: [],
    hints: [{ id: 'else', when: null, deadEnd: false }],
    menu: menu.map((line) => ({ when: null, line, label: null })),
    solution: [],
    alternatives: [],
    mistakes: [],
    proof: null,
    bots: null,
    search: null,
    texts,
  };
}
