import { citation } from '../../components/verdict-panel.ts';
import type { JudgedMove } from '../../referee/session-view.ts';
import type { Verdict } from '../../referee/verdict.ts';

/** All places that the verdicts name, each once, in order; `[1]` is the first. */
export function allCitations(moves: readonly JudgedMove[]): string[] {
  return [...new Set(moves.flatMap(({ verdict }) => verdict.cite.map(citation)))];
}

/** The numbers under which a verdict's places stand in the list: `1,2`. */
export function citationNumbers(verdict: Verdict, all: readonly string[]): string {
  return verdict.cite.map((cite) => all.indexOf(citation(cite)) + 1).join(',');
}
