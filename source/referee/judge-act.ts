import type { CallResult } from '../kernel/calls.ts';
import { DECISIONS, type DecisionName } from '../kernel/decision.ts';
import { SYSCTLS, sysctlName } from '../kernel/sysctl.ts';
import { printPacketdrill } from '../tcp/notation/print-packetdrill.ts';
import { before } from '../tcp/sequence.ts';
import { advance } from '../world/advance.ts';
import type { SegmentRecord } from '../world/journal.ts';
import type { Call } from '../world/move.ts';
import { servedPercent } from '../world/traffic-tally.ts';
import { cloneWorld, type World } from '../world/world.ts';
import { citeDecision } from './cite.ts';
import { kindOf } from './judge-answer.ts';
import type { Citation, Outcome, Verdict } from './verdict.ts';

/** Decisions after which the target is better off than before: the timer runs anew, or memory is taken. */
const STRENGTHENS: ReadonlySet<DecisionName> = new Set(['time-wait/ack-again', 'time-wait/data-acked', 'time-wait/bare-ack-restarts', 'time-wait/paws-acked']);

/** A segment that the player sent of his own accord, judged by what it did. */
export function attackVerdict(sent: SegmentRecord, goalsBefore: number, goalsAfter: number, after: World): Verdict {
  const primary = sent.decisions.at(0);
  const reached = goalsAfter > goalsBefore;
  if (primary === undefined) {
    const reason = sent.fate === 'lost' ? 'lost-on-the-way' : sent.fate === 'no-host' ? 'nobody-there' : 'still-on-its-way';
    return plain(`attack/${reason}`, 'no-effect', 'F1.27', `verdict.${reason}`, { sent: printPacketdrill(sent.segment) });
  }
  const { rule, cite } = citeDecision(primary);
  const chain = after.journal.segments.filter((record) => record.n > sent.n).flatMap((record) => record.decisions);
  const last = chain.at(-1);
  const strengthened = !reached && STRENGTHENS.has(primary);
  const outcome: Outcome = reached ? 'effective' : strengthened ? 'harmful' : 'no-effect';
  return {
    name: primary,
    outcome,
    rule,
    ...(misconceptionOf(primary, sent, reached) ?? {}),
    why: { id: `decision.${primary}` },
    evidence: reached && last ? { id: `decision.${last}` } : strengthened ? { id: 'verdict.timer-restarted' } : null,
    counterfactual: null,
    cite,
  };
}

function misconceptionOf(primary: DecisionName, sent: SegmentRecord, reached: boolean): { misconception: string } | null {
  if (reached) return null;
  if (primary === 'time-wait/rst-inexact-ignored' || primary === 'segment/rst-challenged') return { misconception: 'M08' };
  if (primary === 'time-wait/rst-rfc1337-ignored') return { misconception: 'M25' };
  return kindOf(sent.segment) === 'reset' ? { misconception: 'M08' } : null;
}

/** A kernel that speaks although nothing arrived, no call was made and no timer is due. */
export function unprovokedVerdict(sent: SegmentRecord, sndNxt: number | null): Verdict {
  const kind = kindOf(sent.segment);
  const again = sndNxt !== null && before(sent.segment.seq, sndNxt) && (kind === 'syn' || kind === 'fin' || sent.segment.length > 0);
  const reason = again ? 'unprovoked-retransmission' : kind === 'ack' && sent.segment.length > 0 ? 'unprovoked-data' : kind === 'none' ? 'segment-without-flags' : `unprovoked-${kind}`;
  const rules: Record<string, [string, Citation[]]> = {
    'unprovoked-retransmission': ['F12.3', [{ kernel: 'tcp_retransmit_timer', file: 'net/ipv4/tcp_timer.c' }]],
    'unprovoked-reset': ['F1.27', [{ kernel: 'tcp_v4_send_reset', file: 'net/ipv4/tcp_ipv4.c' }, { rfc: 'RFC 9293', section: '3.5.2' }]],
    'unprovoked-fin': ['F5.1', [{ kernel: '__tcp_close', file: 'net/ipv4/tcp.c' }]],
    'unprovoked-syn': ['F1.17', [{ kernel: 'tcp_connect', file: 'net/ipv4/tcp_output.c' }]],
    'unprovoked-syn-ack': ['F1.1', [{ kernel: 'tcp_conn_request', file: 'net/ipv4/tcp_input.c' }]],
  };
  const [rule, cite] = rules[reason] ?? ['F12.5', [{ kernel: '__tcp_ack_snd_check', file: 'net/ipv4/tcp_input.c' }]];
  return { name: `unprovoked/${reason}`, outcome: 'wrong', rule, why: { id: `verdict.${reason}`, params: { sent: printPacketdrill(sent.segment) } }, evidence: null, counterfactual: { id: 'verdict.linux-sends-nothing' }, cite };
}

/** How far ahead the effect of a sysctl or a restart is looked at, in ms of virtual time. */
const LOOK_AHEAD = 15_000;

/**
 * A setting is judged by what it does: the same world runs on for a while with it and without it, and the real clients'
 * share of answers is compared.
 */
export function settingVerdict(without: World, withIt: World, name: string, value: string): Verdict {
  const known = sysctlName(name);
  const rule = known ? SYSCTLS[known].fact : 'F4.1';
  const id = known ?? name;
  const cite: Citation[] = [{ man: 'ip-sysctl' }];
  const [was, is] = [served(without), served(withIt)];
  const outcome: Outcome = is > was + 5 ? 'effective' : is < was - 5 ? 'harmful' : 'no-effect';
  return {
    name: `setting/${id}-${outcome === 'effective' ? 'helps' : outcome === 'harmful' ? 'hurts' : 'changes-nothing'}`,
    outcome,
    rule,
    ...(outcome !== 'effective' && id === 'tcp_max_syn_backlog' ? { misconception: 'M12' } : {}),
    why: { id: `verdict.setting.${id}`, params: { value } },
    evidence: { id: 'verdict.service-compared', params: { without: Math.round(was), with: Math.round(is), seconds: LOOK_AHEAD / 1000 } },
    counterfactual: null,
    cite,
  };
}

function served(world: World): number {
  const copy = cloneWorld(world);
  const start = copy.now;
  advance(copy, start + LOOK_AHEAD);
  return servedPercent(copy, LOOK_AHEAD / 2) ?? 0;
}

/** A call that the player made: it worked, or the errno says why not. */
export function callVerdict(call: Call['call'], result: CallResult): Verdict {
  const cite: Citation[] = [{ man: `${call}(2)` }];
  if (result.ok === false) return { ...plain(`call/${call}-${result.errno.toLowerCase()}`, 'no-effect', 'F10.11', `errno.${result.errno}`, {}), cite };
  return { ...plain(`call/${call}`, result.ok === 'blocks' && call !== 'connect' ? 'no-effect' : 'effective', 'F10.11', `verdict.call.${call}`, {}), cite };
}

function plain(name: string, outcome: Outcome, rule: string, why: string, params: Record<string, string | number>): Verdict {
  const source = Object.values(DECISIONS).find((decision) => decision.fact === rule);
  const [file, kernel] = (source?.kernel ?? 'tcp_ipv4.c:tcp_v4_rcv').split(':') as [string, string];
  return { name, outcome, rule, why: { id: why, params }, evidence: null, counterfactual: null, cite: [{ kernel, file: `net/ipv4/${file}` }] };
}

/** A refusal, as a verdict: the world is untouched. */
export function refusedVerdict(why: { readonly id: string; readonly params?: Readonly<Record<string, string | number>> }): Verdict {
  return { name: why.id.replace('.', '/'), outcome: 'refused', rule: 'F1.27', why, evidence: null, counterfactual: null, cite: [] };
}
