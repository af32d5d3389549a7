import type { JudgedMove } from '../../referee/session-view.ts';
import type { Citation, Verdict } from '../../referee/verdict.ts';

/** A place to read, in words: `RFC 9293 3.10.7.4`, `Linux tcp_input.c tcp_rcv_synsent_state_process()`, `listen(2)`. */
export function citationText(citation: Citation): string {
  if ('rfc' in citation) return `RFC ${citation.rfc.replace(/^RFC\s*/i, '')} ${citation.section}`.trim();
  if ('man' in citation) return citation.man;
  return `Linux ${citation.file} ${citation.kernel}`.trim();
}

/** All places that the verdicts name, each once, in order; `[1]` is the first. */
export function allCitations(moves: readonly JudgedMove[]): string[] {
  return [...new Set(moves.flatMap(({ verdict }) => verdict.cite.map(citationText)))];
}

/** The numbers under which a verdict's places stand in the list: `1,2`. */
export function citationNumbers(verdict: Verdict, all: readonly string[]): string {
  return verdict.cite.map((citation) => all.indexOf(citationText(citation)) + 1).join(',');
}
