import { afterEach, describe, expect, it, vi } from 'vitest';
import { isFact } from '../../../source/level/facts.ts';
import { LINUX_6_18 } from '../../../source/kernel/constants.ts';
import { makeProfile, type Profile, PROFILES, type ProfileId, profileOf } from '../../../source/kernel/profile.ts';
import { DIFFERENCES } from '../../../source/kernel/profiles/differences.ts';
import { CLOSING } from './closing.ts';
import { OPENING } from './opening.ts';
import type { Probe } from './probe.ts';
import { QUEUES } from './queues.ts';
import { SEGMENTS } from './segments.ts';
import { SETTINGS } from './settings.ts';

/** A profile that stands in for the real one: the same kernel without one of its differences. */
const instead = vi.hoisted(() => ({ profile: null as unknown }));

vi.mock(import('../../../source/kernel/profile.ts'), async (original) => {
  const real = await original();
  return { ...real, profileOf: (id: ProfileId): Profile => ((instead.profile as Profile | null)?.id === id ? (instead.profile as Profile) : real.profileOf(id)) };
});

afterEach(() => {
  instead.profile = null;
});

const PROBES: Readonly<Record<string, Probe>> = { ...OPENING, ...QUEUES, ...CLOSING, ...SEGMENTS, ...SETTINGS };

function expectedOn(probe: Probe, kernel: ProfileId): unknown {
  const { expected } = probe;
  return typeof expected === 'object' && expected !== null && !Array.isArray(expected) ? (expected as Record<string, unknown>)[kernel] : expected;
}

const CASES = DIFFERENCES.flatMap((difference) => difference.kernels.filter((kernel) => kernel !== null).map((kernel) => ({ id: difference.id, fact: difference.fact, kernel, difference })));

describe('an older kernel', () => {
  it.each(CASES)('differs from 6.18 in $id ($fact) on $kernel, and only with that record', ({ id, kernel, difference }) => {
    const probe = PROBES[id]!;
    expect(probe.seen(kernel)).toEqual(expectedOn(probe, kernel));
    instead.profile = makeProfile(kernel, profileOf(kernel).differences.filter((other) => other !== difference));
    let without: unknown;
    try {
      without = probe.seen(kernel);
    } catch (error) {
      without = error;
    }
    expect(without).not.toEqual(expectedOn(probe, kernel));
  });
});

describe('the records of differences', () => {
  it('have a conversation each, and none has two', () => {
    expect(Object.keys(PROBES).toSorted()).toEqual(DIFFERENCES.map(({ id }) => id).toSorted());
  });

  it.each(DIFFERENCES)('$id cites a fact that exists and where it can be read', ({ fact, source, kernels }) => {
    expect(fact === null || isFact(fact)).toBe(true);
    // Where no fact speaks of it, the function and the releases that were read say it all.
    expect(source).toMatch(fact === null ? /^[a-z_0-9]+\.[ch]:\w+.* in \d+\.\d+\.\d/ : /^[a-z_0-9]+\.[ch]\b/);
    expect(kernels.some((kernel) => kernel !== null)).toBe(true);
    // @ts-expect-error A record that does not decide every older profile does not compile: so a new one makes somebody look at each.
    const undecided: typeof kernels = ['2.6.32', '3.10', '4.4', '4.19'];
    expect(undecided).toHaveLength(PROFILES.length - 2);
  });

  it('leave 6.18 as it is, the only kernel that was measured', () => {
    expect(profileOf('6.18').constants).toEqual(LINUX_6_18);
    expect(PROFILES.map((id) => profileOf(id).provenance)).toEqual(['source', 'source', 'source', 'source', 'source', 'live']);
  });
});
