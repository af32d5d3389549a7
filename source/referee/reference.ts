import { COUNTER_NAMES, type CounterName } from '../kernel/counter.ts';
import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import { DROP_REASONS } from '../kernel/drop-reason.ts';
import { ERRNOS } from '../kernel/errno.ts';
import { DEFAULT_PROFILE } from '../kernel/profile.ts';
import { SYSCTLS, SYSCTL_NAMES } from '../kernel/sysctl.ts';
import { FACTS } from '../level/facts.ts';
import type { Level } from '../level/level.ts';
import type { Phrase } from '../phrase.ts';
import { TCP_STATES } from '../tcp/state.ts';
import { decisionSources, REFERENCE_KINDS, sourceKey, type ReferenceKey, type ReferenceKind } from './reference-key.ts';
import { aboutSysctl } from './sysctl-about.ts';
import { verdictPhrases } from './verdict-names.ts';

/** Something that can be looked up: what it is in a sentence or two, and where that can be read. */
export interface ReferenceEntry {
  readonly key: ReferenceKey;
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly text: readonly Phrase[];
  readonly sources: readonly string[];
}

/** Where counters are explained; of the others the kernel's list of names is all there is. */
const COUNTER_SOURCES: Partial<Record<CounterName, readonly string[]>> = {
  PassiveOpens: ['F1.2'], AttemptFails: ['F1.7', 'F1.21'], EmbryonicRsts: ['F1.7', 'F1.8', 'F4.10'], EstabResets: ['F5.10'], OutRsts: ['F5.10'],
  TCPTimeouts: ['F1.21'], TCPSynRetrans: ['F1.21'], TCPAbortOnTimeout: ['F1.21', 'F5.21', 'F12.3'], TCPReqQFullDrop: ['F3.4'], TCPReqQFullDoCookies: ['F3.4', 'F3.11'],
  SyncookiesSent: ['F3.4'], SyncookiesRecv: ['F3.18'], SyncookiesFailed: ['F3.18'], ListenDrops: ['F3.6', 'F4.11'], ListenOverflows: ['F3.11', 'F4.5', 'F4.11'],
  TCPAbortOnData: ['F5.11', 'F5.14'], TCPAbortOnClose: ['F5.10'], TCPOFOQueue: ['F6.1'], TCPOFOMerge: ['F6.1'], TCPDSACKOfoSent: ['F6.1'], TCPDSACKOldSent: ['F2.2', 'F5.25'],
  DelayedACKLost: ['F2.2', 'F5.25'], TCPDSACKIgnoredDubious: ['F2.2'], TW: ['F7.24'], TWKilled: ['F7.24'], TWRecycled: ['F7.24', 'F8.4'], TCPTimeWaitOverflow: ['F7.22'], PAWSPassive: ['F8.15'],
  TCPChallengeACK: ['F11.1'], TCPSYNChallenge: ['F11.4'], TCPACKSkippedChallenge: ['F11.8'], TCPACKSkippedTimeWait: ['F7.7'], TCPACKSkippedSynRecv: ['F1.6'],
};

/** Counters of the TCP MIB; the others are Linux's own, TcpExt. */
const TCP_MIB: ReadonlySet<CounterName> = new Set(['ActiveOpens', 'PassiveOpens', 'AttemptFails', 'EstabResets', 'InSegs', 'OutSegs', 'RetransSegs', 'InErrs', 'OutRsts']);

const STATE_SOURCES = ['RFC 9293 3.3.2'];

/** Everything that can be looked up, by kind and in a fixed order. `levels`: whose sources are listed, too. */
export function referenceEntries(levels: readonly Pick<Level, 'sources' | 'misconceptions'>[]): readonly ReferenceEntry[] {
  const entry = (kind: ReferenceKind, name: string, text: readonly Phrase[], sources: readonly string[]): ReferenceEntry => ({ key: `${kind}:${name}`, kind, name, text, sources });
  const decisions = Object.keys(DECISIONS) as DecisionName[];
  const misconceptions = Array.from({ length: 25 }, (_, index) => `M${String(index + 1).padStart(2, '0')}`);
  return [
    ...decisions.map((name) => entry('rule', name, [{ id: `decision.${name}` }], decisionSources(name))),
    ...[...verdictPhrases()].filter(isReason).map((id) => entry('verdict', id.slice('verdict.'.length), [{ id, params: STAND_INS }], [])),
    ...misconceptions.map((name) => entry('misconception', name, [{ id: `misconception.${name}.think` }, { id: `misconception.${name}.but` }], [])),
    ...TCP_STATES.map((name) => entry('state', name, [{ id: `reference.state.${name}` }], STATE_SOURCES)),
    ...SYSCTL_NAMES.map((name) => entry('sysctl', name, [{ id: `sysctl.${name}` }], [SYSCTLS[name].fact, aboutSysctl(DEFAULT_PROFILE, name)!.source])),
    ...COUNTER_NAMES.map((name) => entry('counter', name, [{ id: `reference.counter.${name}` }], [...(COUNTER_SOURCES[name] ?? []), TCP_MIB.has(name) ? 'proc.c:snmp4_tcp_list' : 'proc.c:snmp4_net_list'])),
    ...DROP_REASONS.map((name) => entry('drop', name, [{ id: `drop.${name}` }], [])),
    ...ERRNOS.map((name) => entry('errno', name, [{ id: `errno.${name}` }], [])),
    ...FACTS.map((name) => entry('fact', name, [{ id: `fact.${name}` }], [])),
    ...placesToRead(decisions, levels),
  ];
}

/** RFC sections, kernel functions and manuals, with the rules that can be read there. */
function placesToRead(decisions: readonly DecisionName[], levels: readonly Pick<Level, 'sources'>[]): readonly ReferenceEntry[] {
  const rules = new Map<ReferenceKey, string[]>();
  for (const name of decisions) for (const source of decisionSources(name)) rules.set(sourceKey(source), [...(rules.get(sourceKey(source)) ?? []), name]);
  const keys = new Set([...rules.keys(), ...levels.flatMap(({ sources }) => sources.map(sourceKey))]);
  const order = new Intl.Collator('en', { numeric: true });
  return [...keys].filter((key) => !key.startsWith('fact:')).map((key): ReferenceEntry => {
    const [kind] = key.split(':') as [ReferenceKind];
    const read = rules.get(key) ?? [];
    return { key, kind, name: key.slice(kind.length + 1), text: [read.length === 0 ? { id: 'reference.no-rules' } : { id: 'reference.rests', params: { rules: read.join(', ') } }], sources: [] };
  }).toSorted((a, b) => REFERENCE_KINDS.indexOf(a.kind) - REFERENCE_KINDS.indexOf(b.kind) || order.compare(a.name, b.name));
}

/** A reason that stands for itself; what Linux would have done instead, and what an operator's setting changed, belong to one move. */
function isReason(id: string): boolean {
  return id.startsWith('verdict.') && !/^verdict\.(?:linux-|setting\.|queue-as-linux|state-as-linux|after-wrong|timer-restarted|lost-before-it-arrived|no-way-on|service-(?:compared|now|ahead)|(?:loses|saves)-ahead|place-|call-(?:failed|blocks)$)/.test(id);
}

/** What can be said of a verdict by its name alone, as it stands in reports: the rule, without the numbers of a move. */
export function verdictNamed(name: string): Phrase {
  const reason = name.slice(name.indexOf('/') + 1);
  const setting = name.startsWith('setting/') ? reason.replace(/-(?:helps|hurts|changes-nothing|shows-nothing-yet)$/, '') : null;
  return { id: setting === null ? `verdict.${reason}` : `verdict.setting.${setting}`, params: STAND_INS };
}

/** What stands for the numbers and names of a move, in the letters in which fields are written. */
const STAND_INS: Phrase['params'] = Object.fromEntries(
  ['rightAck', 'rightSeq', 'right', 'value', 'set', 'number', 'seconds', 'n', 'causeSeq', 'causeAck', 'causeEnd', 'min', 'max', 'options', 'errno', 'with', 'without', 'answer', 'what', 'line', 'names', 'of', 'hosts', 'calls'].map((name) => [name, 'N'])
    // What the player said in the place of it.
    .concat(['seq', 'ack', 'chosen', 'told', 'waited'].map((name) => [name, 'M']), ['state', 'from', 'to'].map((name) => [name, 'STATE']), ['sent', 'segment'].map((name) => [name, 'SEGMENT']), [['name', 'NAME'], ['call', 'CALL'], ['address', 'ADDRESS']]),
);

/** That the model solution of a level, in which it occurs, went the same way on a real kernel. */
export interface ReferenceProof {
  readonly level: string;
  readonly kernel: string;
  readonly date: string;
}

/** An entry as one player finds it. */
export interface LookedUp extends ReferenceEntry {
  readonly met: boolean;
  /** Where it was met; of what was not met, where it can be. */
  readonly levels: readonly string[];
  readonly proofs: readonly ReferenceProof[];
}

/** By level: what was met there, or what there is to meet. */
export type MetIn = ReadonlyMap<string, ReadonlySet<ReferenceKey>>;

/** What was met and what there is to meet, by level; and of levels with a proof, the rules and states of the hosts that were put to a real kernel. */
export interface Known {
  readonly met: MetIn;
  readonly all: MetIn;
  readonly proved: MetIn;
}

/** All entries, with where a player has met them and where they hold on a real kernel. */
export function lookUp(levels: readonly Level[], { met, all, proved }: Known): readonly LookedUp[] {
  const where = (by: MetIn, key: ReferenceKey): readonly string[] => levels.flatMap(({ id }) => (by.get(id)?.has(key) === true ? [id] : []));
  const rules = new Map<ReferenceKey, readonly ReferenceKey[]>();
  for (const name of Object.keys(DECISIONS) as DecisionName[]) for (const source of decisionSources(name)) rules.set(sourceKey(source), [...(rules.get(sourceKey(source)) ?? []), `rule:${name}`]);
  return referenceEntries(levels).map((entry) => {
    const metThere = where(met, entry.key);
    const shows = [entry.key, ...(rules.get(entry.key) ?? [])];
    const proofs = levels.flatMap(({ id, proof }): readonly ReferenceProof[] => (proof !== null && shows.some((key) => proved.get(id)?.has(key) === true) ? [{ level: id, kernel: proof.kernel, date: proof.date }] : []));
    return { ...entry, met: metThere.length > 0, levels: metThere.length > 0 ? metThere : where(all, entry.key), proofs };
  });
}

/** What a kernel does, or where that is written: only of these a real kernel can say whether they hold. */
export function canBeProved({ kind }: ReferenceEntry): boolean {
  return kind === 'rule' || kind === 'state' || kind === 'fact' || kind === 'rfc' || kind === 'kernel';
}

/** The entries that have every word of a text in their name, their sentences, their sources or their levels; one that is called so goes first. */
export function entriesWith(entries: readonly LookedUp[], text: string, say: (entry: LookedUp) => string): readonly LookedUp[] {
  const sought = text.trim().toLowerCase();
  const words = sought.split(/\s+/);
  const found = entries.filter((entry) => {
    const whole = `${entry.key} ${say(entry)} ${entry.sources.join(' ')} ${entry.levels.join(' ')}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
  return found.toSorted((a, b) => Number(b.name.toLowerCase() === sought) - Number(a.name.toLowerCase() === sought));
}
