import { describe, expect, test } from 'vitest';
import { DECISIONS } from '../../source/kernel/decision.ts';
import { LANGUAGES } from '../../source/language.ts';
import { drawLevel } from '../../source/level/draw.ts';
import { begin, playLines, waitForEnd } from '../../source/level/playthrough.ts';
import { referenceText } from '../../source/plain/reference-lines.ts';
import { doneBy, metIn, spokenOfIn, toldByMoves } from '../../source/referee/met.ts';
import { sourceKey } from '../../source/referee/reference-key.ts';
import { entriesWith, lookUp, referenceEntries, type MetIn } from '../../source/referee/reference.ts';
import { sessionEngine } from '../../source/referee/session-engine.ts';
import { verdictNames } from '../../source/referee/verdict-names.ts';
import { builtCourse } from '../terminal/course-files.ts';

const course = builtCourse();
const firstSyn = course.levels.find(({ id }) => id === 'first-syn')!;

/** The first level after these lines. */
function played(...lines: readonly string[]) {
  return playLines(sessionEngine, begin(sessionEngine, drawLevel(firstSyn, '1')), lines).session;
}

describe('what a player has met', () => {
  test('is what the kernels did, where they went, and what is written of it', () => {
    const { session } = waitForEnd(sessionEngine, playLines(sessionEngine, begin(sessionEngine, drawLevel(firstSyn, '1')), ['S seq 5000', '. seq SEG.ACK ack SEG.SEQ+1']));
    const met = metIn(session);
    for (const key of ['rule:syn-sent/established', 'rule:request/final-ack', 'state:SYN-RECEIVED', 'state:ESTABLISHED', 'counter:PassiveOpens', 'fact:F1.2', 'rfc:RFC 9293 3.10.7.3', 'kernel:tcp_minisocks.c:tcp_check_req'] as const) expect(met).toContain(key);
    for (const key of ['state:TIME-WAIT', 'rule:fin/received', 'counter:OutRsts'] as const) expect(met).not.toContain(key);
  });

  test('before the first move is nothing of a handshake', () => {
    expect([...metIn(played())].filter((key) => key.startsWith('rule:') && key !== 'rule:connect/sends-syn')).toEqual([]);
  });

  test('is also what a verdict said of a wrong move, with the wrong idea', () => {
    const told = toldByMoves(played('S seq 5000', '. seq SEG.ACK ack SEG.SEQ').judged);
    expect(told).toContain('verdict:ack-without-the-syn');
    expect(told).toContain('misconception:M01');
    expect(toldByMoves(played('S seq 5000').judged)).not.toContain('misconception:M01');
  });

  test('on a real kernel counts only for the hosts that were asked', () => {
    const session = played('S seq 5000', '. seq SEG.ACK ack SEG.SEQ+1');
    expect(doneBy(session, new Set(['client']))).not.toContain('rule:listen/syn-queued');
    expect(doneBy(session, new Set(['server']))).toContain('rule:listen/syn-queued');
  });

  test('of a level are its sources, its wrong ideas and its sysctls', () => {
    const level = course.levels.find(({ id }) => id === 'loud-reset')!;
    expect(spokenOfIn(level)).toEqual(expect.arrayContaining(['sysctl:tcp_abort_on_overflow', 'misconception:M13', 'fact:F4.10', 'kernel:tcp_minisocks.c:tcp_check_req', 'manual:tcp(7)']));
  });
});

describe('the reference', () => {
  const entries = referenceEntries(course.levels);

  test('has an entry of its own for everything that can be met in the course', () => {
    const known = new Set(entries.map(({ key }) => key));
    expect(known.size).toBe(entries.length);
    const spoken = course.levels.flatMap((level) => spokenOfIn(level));
    expect(spoken.filter((key) => !known.has(key))).toEqual([]);
    expect(Object.keys(DECISIONS).filter((name) => !known.has(`rule:${name}`))).toEqual([]);
  });

  test('has the reason of every verdict on a wrong answer, state, queue, timer or result', () => {
    const known = new Set<string>(entries.map(({ key }) => key));
    const reasons = [...verdictNames()].filter((name) => !known.has(`rule:${name}`) && /^(?:listen|request|segment|closed|time-wait|rto|returns|unprovoked)\//.test(name)).map((name) => name.split('/')[1]!);
    expect([...new Set(reasons)].filter((reason) => !known.has(`verdict:${reason}`))).toEqual([]);
  });

  test.each(LANGUAGES)('says every entry whole in %s, with no number left open', (lang) => {
    for (const entry of entries) expect(referenceText({ ...entry, met: true, levels: [], proofs: [] }, lang), entry.key).not.toMatch(/\{[\w.]+\}|<[a-z]+\.[\w./-]+>/);
  });

  test('writes one source in one way, whoever names it', () => {
    expect(sourceKey('tcp_input.c:tcp_ack')).toBe(sourceKey('net/ipv4/tcp_input.c:tcp_ack()'));
    expect(['F1.2', 'RFC 9293 3.5', 'listen(2)', 'ip-sysctl.rst'].map(sourceKey)).toEqual(['fact:F1.2', 'rfc:RFC 9293 3.5', 'manual:listen(2)', 'manual:ip-sysctl.rst']);
  });

  const met: MetIn = new Map([['first-syn', new Set(['rule:syn-sent/established'] as const)]]);
  const all: MetIn = new Map([['first-syn', new Set(['rule:syn-sent/established', 'state:ESTABLISHED'] as const)], ['the-listener', new Set(['state:ESTABLISHED'] as const)]]);
  const proved = { ...firstSyn, proof: { format: 'ackademy-proof', version: 2, kernel: '6.18.44', date: '2026-11-22', hash: '', seeds: ['1'], hosts: 1, segments: 1 } } as const;
  const found = lookUp([proved, course.levels.find(({ id }) => id === 'the-listener')!], { met, all, proved: new Map([['first-syn', new Set(['rule:syn-sent/established'] as const)]]) });
  const entry = (key: string) => found.find((one) => one.key === key)!;

  test('says where something was met, or where it can be', () => {
    expect(entry('rule:syn-sent/established')).toMatchObject({ met: true, levels: ['first-syn'] });
    expect(entry('state:ESTABLISHED')).toMatchObject({ met: false, levels: ['first-syn', 'the-listener'] });
    expect(entry('state:TIME-WAIT')).toMatchObject({ met: false, levels: [] });
  });

  test('a proof of a rule is one of the places where it is written, and of nothing else', () => {
    const proof = { level: 'first-syn', kernel: '6.18.44', date: '2026-11-22' };
    for (const key of ['rule:syn-sent/established', 'fact:F1.17', 'rfc:RFC 9293 3.10.7.3', 'kernel:tcp_input.c:tcp_rcv_synsent_state_process']) expect(entry(key).proofs, key).toEqual([proof]);
    for (const key of ['state:ESTABLISHED', 'rule:fin/received', 'misconception:M01']) expect(entry(key).proofs, key).toEqual([]);
  });

  test('is searched for every word, in names, sentences, sources and levels; a name goes first', () => {
    const search = (text: string) => entriesWith(found, text, (one) => referenceText(one, 'en')).map(({ key }) => key);
    expect(search('SYN-SENT')[0]).toBe('state:SYN-SENT');
    expect(search('challenge  ack in-window-nowhere')).toEqual([]);
    expect(search('f1.17')).toContain('rule:syn-sent/established');
    expect(search('the-listener established')).toContain('state:ESTABLISHED');
  });
});
