import { evidenceKind } from '../message/evidence-kind.ts';
import { factName } from '../message/fact-name.ts';
import type { JudgedMove, SessionView } from '../referee/session-view.ts';
import type { Citation, Verdict } from '../referee/verdict.ts';
import { printMove } from '../world/move-notation/print-move.ts';
import { known, phrase, tell, type Voice } from './voice.ts';

/** What a move was worth: said right after the move, before the events that show what came of it. */
export function verdictLines({ number, verdict }: JudgedMove, voice: Voice): readonly string[] {
  return [tell(voice, 'plain.verdict', { number, text: headline(verdict, voice) }), ...reasons(verdict, voice)];
}

/** A refusal is no move and has no number: the world is as it was. */
export function refusalLines(verdict: Verdict, voice: Voice): readonly string[] {
  return [tell(voice, 'plain.refused', { text: tell(voice, 'plain.outcome.refused') }), tell(voice, 'plain.verdict.why', { text: phrase(voice, verdict.why) })];
}

/** The answer to `why` and `why 2`: the move, its verdict with every place where the rule can be read, and what came of it. */
export function whyLines(view: SessionView, number: number | null, voice: Voice): readonly string[] {
  const judged = number === null ? view.judged.at(-1) : view.judged.find((move) => move.number === number);
  if (!judged) return [view.judged.length === 0 ? tell(voice, 'plain.why.none') : tell(voice, 'plain.why.no-such', { number: number ?? 0, last: view.judged.at(-1)!.number })];
  return [tell(voice, 'plain.why.move', { number: judged.number, move: printMove(judged.move) }), ...verdictLines(judged, voice), ...judged.consequences.map((text) => tell(voice, 'plain.verdict.consequence', { text: phrase(voice, text) }))];
}

function headline({ outcome, misconception, name }: Verdict, voice: Voice): string {
  const word = tell(voice, `plain.outcome.${outcome}`);
  return misconception === undefined ? `${word} (${name})` : `${word} (${name}). ${tell(voice, 'plain.verdict.misconception')}`;
}

function reasons({ outcome, misconception, why, evidence, counterfactual, cite, rule }: Verdict, voice: Voice): readonly string[] {
  return [
    ...(misconception === undefined ? [] : ['think', 'but'].flatMap((part) => known(voice, `misconception.${misconception}.${part}`) ?? []).map((text) => tell(voice, 'plain.verdict.misconception-text', { text }))),
    tell(voice, 'plain.verdict.why', { text: phrase(voice, why) }),
    ...(evidence ? [tell(voice, `plain.verdict.${evidenceKind(outcome, evidence.id)}`, { text: phrase(voice, evidence) })] : []),
    ...(counterfactual ? [tell(voice, 'plain.verdict.linux', { text: phrase(voice, counterfactual) })] : []),
    tell(voice, 'plain.verdict.source', { text: [...cite.map((place) => citationText(place, voice)), rule === null ? '' : factName(voice.lang, rule)].filter((text) => text !== '').join('; ') }),
  ];
}

function citationText(place: Citation, voice: Voice): string {
  if ('rfc' in place) return place.section === '' ? place.rfc : tell(voice, 'plain.cite.rfc', { rfc: place.rfc, section: place.section });
  if ('man' in place) return tell(voice, 'plain.cite.man', { man: place.man });
  return tell(voice, 'plain.cite.kernel', { kernel: place.kernel, file: place.file });
}
