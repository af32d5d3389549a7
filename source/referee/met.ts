import { isFact } from '../level/facts.ts';
import type { Level } from '../level/level.ts';
import { sysctlName } from '../kernel/sysctl.ts';
import { citationSource, decisionSources, isDecision, sourceKey, type ReferenceKey } from './reference-key.ts';
import type { JudgedMove } from './session-view.ts';
import type { Session } from './session.ts';
import type { Verdict } from './verdict.ts';

/** What the kernels of these hosts did in a session, branch by branch, and the states that they went through. */
export function doneBy({ world }: Session, hosts: ReadonlySet<string>): readonly ReferenceKey[] {
  const rules = [...hosts].flatMap((host) => [...(world.journal.decided.get(host)?.keys() ?? [])].map((name) => `rule:${name}` as const));
  const states = world.journal.notes.flatMap(({ host, event }) => (hosts.has(host) && event.type === 'state' ? [`state:${event.to}` as const] : []));
  return [...rules, ...states];
}

/** What a player has met in a session, in the words of the reference: what the kernels did, what the verdicts said, and where that is written. */
export function metIn({ world, judged }: Session): ReadonlySet<ReferenceKey> {
  const met = new Set<ReferenceKey>();
  const rule = (name: string): void => {
    if (!isDecision(name)) return;
    met.add(`rule:${name}`);
    for (const source of decisionSources(name)) met.add(sourceKey(source));
  };
  for (const decided of world.journal.decided.values()) for (const name of decided.keys()) rule(name);
  for (const { verdict } of judged) for (const key of metByVerdict(verdict)) met.add(key);
  for (const { event } of world.journal.notes) {
    if (event.type === 'state') for (const state of [event.from, event.to]) met.add(`state:${state}`);
    if (event.type === 'dropped') met.add(`drop:${event.reason}`);
    if (event.type === 'returned' && event.errno !== null) met.add(`errno:${event.errno}`);
  }
  for (const { result } of world.journal.calls) if (result.ok === false) met.add(`errno:${result.errno}`);
  for (const host of world.hosts.values()) for (const [name, value] of Object.entries(host.counters)) if (value > 0) met.add(`counter:${name}`);
  return met;
}

/** What the verdicts of these moves told of the rules: the part of metIn that only a player's own moves bring. */
export function toldByMoves(judged: readonly JudgedMove[]): readonly ReferenceKey[] {
  return [...new Set(judged.flatMap(({ verdict }) => metByVerdict(verdict)).filter((key) => /^(?:rule|verdict|misconception|fact):/.test(key)))];
}

function metByVerdict({ name, rule, misconception, cite, why }: Verdict): readonly ReferenceKey[] {
  const sysctl = sysctlName(name.split('/')[1]?.replace(/-changes-nothing$/, '') ?? '');
  return [
    ...(isDecision(name) ? [`rule:${name}` as const] : []),
    ...(why.id.startsWith('verdict.') ? [`verdict:${why.id.slice('verdict.'.length)}` as const] : []),
    ...(rule === null ? [] : [`fact:${rule}` as const]),
    ...(misconception === undefined ? [] : [`misconception:${misconception}` as const]),
    ...(sysctl === null ? [] : [`sysctl:${sysctl}` as const]),
    ...cite.map((one) => sourceKey(citationSource(one))),
  ];
}

/** What a level speaks of, however it is played: its sources, its wrong ideas, and the sysctls that it offers or sets. */
export function spokenOfIn(level: Level): readonly ReferenceKey[] {
  const { hosts } = level.setup as { readonly hosts: Readonly<Record<string, { readonly sysctls?: object }>> };
  const sysctls = [...level.sysctls, ...Object.values(hosts).flatMap(({ sysctls: set }) => Object.keys(set ?? {}))];
  return [
    ...level.sources.map(sourceKey),
    ...level.lose.flatMap(({ rule }) => (isFact(rule) ? [`fact:${rule}` as const] : [])),
    ...level.misconceptions.map((name) => `misconception:${name}` as const),
    ...sysctls.map((name) => `sysctl:${name}` as const),
  ];
}
