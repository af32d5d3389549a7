import type { JudgedMove } from '../referee/session-view.ts';
import type { Citation, Verdict } from '../referee/verdict.ts';
import { line, lineCells, paragraph, span, type Line } from './line.ts';
import { OUTCOME_MARK, OUTCOME_NAME } from './outcome.ts';
import { evidenceKind } from '../message/evidence-kind.ts';
import { factName } from '../message/fact-name.ts';
import type { Words } from './words.ts';

/** Where a rule can be read, as one writes it: `RFC 9293 3.4`, `tcp_input.c: tcp_rcv_synsent_state_process()`. */
export function citation(cite: Citation): string {
  if ('rfc' in cite) return `RFC ${cite.rfc.replace(/^RFC\s*/i, '')} ${cite.section}`.trimEnd();
  if ('kernel' in cite) return `${cite.file}: ${cite.kernel}`;
  return cite.man;
}

export interface VerdictDetail {
  /** The wrong idea that the move shows, and its refutation, too. */
  readonly idea?: boolean;
  /** The names that the engine has for verdicts and facts, too. */
  readonly names?: boolean;
}

/**
 * The verdict on a move: name and number, why, what was seen, what Linux would have done, where it is written; with
 * `idea` also the wrong idea that the move shows, and its refutation.
 */
export function verdictRows(judged: JudgedMove, words: Words, width: number, { idea = false, names = true }: VerdictDetail = {}): Line[] {
  const { verdict } = judged;
  const mark = OUTCOME_MARK[verdict.outcome];
  const head = line(
    span(words.word(mark.word), mark.style),
    `  ${words.word(OUTCOME_NAME[verdict.outcome], { number: judged.number })}`,
    verdict.misconception ? span(`  ${words.word('play.misconception')}`, { tone: 'caution' }) : '',
  );
  const name = names ? [span(`  ${verdict.name}`, { tone: 'unknown' })] : [];
  const isWhole = lineCells([...head, ...name]) <= width;
  return [
    ...(isWhole ? [[...head, ...name]] : [head, ...(names ? paragraph(verdict.name, width, { tone: 'unknown' }) : [])]),
    ...paragraph(words.phrase(verdict.why), width),
    ...(verdict.evidence ? paragraph(words.word(`play.why.${evidenceKind(verdict.outcome, verdict.evidence.id)}`, { text: words.phrase(verdict.evidence) }), width) : []),
    ...(verdict.counterfactual ? paragraph(words.word('play.why.counterfactual', { text: words.phrase(verdict.counterfactual) }), width) : []),
    ...(idea ? ideaRows(verdict.misconception, words, width) : []),
    ...judged.consequences.flatMap((phrase) => paragraph(words.word('play.why.then', { text: words.phrase(phrase) }), width)),
    ...sourceRows(verdict, words, width, names),
  ];
}

/** Why what was tried last is no move now. It has no number: it was none. */
export function refusalRows(refused: Verdict | undefined, words: Words, width: number): Line[] {
  if (refused === undefined) return [];
  const mark = OUTCOME_MARK.refused;
  return [line(span(words.word(mark.word), mark.style), `  ${words.word('play.outcome.refused')}`), ...paragraph(words.phrase(refused.why), width)];
}

function sourceRows({ cite, rule }: Verdict, words: Words, width: number, names: boolean): Line[] {
  const places = [...cite.map(citation), ...(rule === null || !names ? [] : [factName(words.lang, rule)])];
  return places.length === 0 ? [] : paragraph(words.word('play.why.source', { text: places.join(', ') }), width, { tone: 'unknown' });
}

function ideaRows(misconception: string | undefined, words: Words, width: number): Line[] {
  if (!misconception) return [];
  const texts = [words.phrase({ id: `misconception.${misconception}.think` }), words.phrase({ id: `misconception.${misconception}.but` })];
  return texts.filter((text) => !text.startsWith('<')).flatMap((text) => paragraph(text, width, { tone: 'caution' }));
}
