import { nextUnit, type Random } from '../random.ts';
import type { Ms } from '../time.ts';

/** What a network does to segments between two hosts. Chances are 0..1, times ms. */
export interface LinkRules {
  readonly delay: Ms;
  readonly delays: Readonly<Record<string, Ms>>;
  readonly impairments: readonly { readonly from: string; readonly to: string; readonly nth: number; readonly act: 'lose' | 'duplicate' | 'delay'; readonly by: Ms }[];
  readonly loss: number;
  readonly duplicate: number;
  readonly reorder: { readonly chance: number; readonly by: Ms };
}

/** The journey of one segment: when its copies arrive, or that it is lost half-way. */
export interface Journey {
  readonly arrivals: readonly Ms[];
  readonly lost: boolean;
  /** Nominal time on the way. */
  readonly delay: Ms;
}

/**
 * Decides the journey of the `nth` segment (1-based) from one host to another, sent at `now`.
 * Chance is drawn only where the level has some, so that a level without it uses none.
 */
export function journey(link: LinkRules, random: Random, from: string, to: string, nth: number, now: Ms): Journey {
  const delay = link.delays[`${from}>${to}`] ?? link.delays[`*>${to}`] ?? link.delay;
  let extra = 0;
  let lost = false;
  let copyAfter: Ms | null = null;
  for (const impairment of link.impairments) {
    if (impairment.from !== from || impairment.to !== to || impairment.nth !== nth) continue;
    if (impairment.act === 'lose') lost = true;
    else if (impairment.act === 'delay') extra += impairment.by;
    else copyAfter = impairment.by;
  }
  if (link.loss > 0 && nextUnit(random) < link.loss) lost = true;
  if (link.duplicate > 0 && nextUnit(random) < link.duplicate) copyAfter ??= 1;
  if (link.reorder.chance > 0 && nextUnit(random) < link.reorder.chance) extra += link.reorder.by;
  if (lost) return { arrivals: [], lost: true, delay };
  const first = now + delay + extra;
  return { arrivals: copyAfter === null ? [first] : [first, first + copyAfter], lost: false, delay: delay + extra };
}
