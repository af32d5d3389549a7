import { profileOf, type ProfileId } from '../../../source/kernel/profile.ts';
import { SYSCTL_NAMES } from '../../../source/kernel/sysctl.ts';
import { printPacketdrill } from '../../../source/tcp/notation/print-packetdrill.ts';
import type { Conversation, Heard } from '../conversation.ts';

/** A conversation that ends in something to look at, and what that is on a kernel with the difference. */
export interface Probe {
  readonly seen: (kernel: ProfileId) => unknown;
  /** The same for all its kernels, or by kernel. */
  readonly expected: unknown;
}

/** Everything that is said in so much time: when, and what, without options and window. */
export function saidIn(c: Conversation, ms: number): string[] {
  return c.overhear(ms).map(({ at, segment }) => `${at} ${flags(segment)}`);
}

/** What the host said and nobody took yet. */
export function answers(c: Conversation): string[] {
  return c.outbox.splice(0).map(({ segment }) => flags(segment));
}

export function flags(segment: Heard['segment']): string {
  return printPacketdrill(segment).split(' ')[0]!;
}

/** What happened to these counters. */
export function counts(c: Conversation, ...names: (keyof Conversation['host']['counters'])[]): number[] {
  return names.map((name) => c.host.counters[name]);
}

/** The sysctls that a kernel has. */
export function namesOf(kernel: ProfileId): string[] {
  return SYSCTL_NAMES.filter((name) => !profileOf(kernel).sysctls[name].absent);
}
