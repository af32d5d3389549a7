import { cells, padded, wrapped } from '../../components/cells.ts';
import { EMPTY_LINE, line, paragraph, span } from '../../components/line.ts';
import type { Line } from '../../components/line.ts';
import { moveText } from './move-text.ts';
import { OUTCOME_MARK } from '../../components/outcome.ts';
import type { MessageId } from '../../message/say.ts';
import type { Words } from '../../components/words.ts';
import type { JudgedMove } from '../../referee/session-view.ts';
import { printPacketdrill } from '../../tcp/notation/print-packetdrill.ts';
import { cameAfter } from './came-after.ts';
import { allCitations, citationNumbers } from './citations.ts';
import type { PredictionOutcome } from '../../referee/debrief.ts';
import type { Style } from '../../theme.tsx';
import type { DebriefView } from './debrief-view.ts';

/** Widths of the columns: number, move, verdict, why, source. On a narrow terminal the move has lines of its own. */
interface Columns {
  readonly stacked: boolean;
  readonly move: number;
  readonly verdict: number;
  readonly why: number;
  /** Moves were made on more than one host: each is named. */
  readonly named: boolean;
}

const NUMBER = 4;
const SOURCE = 6;
const QUIET = { tone: 'unknown' } as const;

/** A column of reasons is not worth less than this. */
const WHY_LEAST = 24;

function columnsFor({ moves }: DebriefView, words: Words, width: number): Columns {
  const named = new Set(moves.flatMap(({ move }) => ('host' in move && move.host !== undefined ? [move.host] : []))).size > 1;
  const verdict = 10;
  if (width < 70) return { stacked: true, move: width - NUMBER, verdict, why: Math.max(8, width - NUMBER), named };
  // No number of a segment is broken: the column holds the longest of them, or each move has lines of its own.
  const longest = Math.max(0, ...moves.flatMap(({ move }) => moveText(move, words, width).split(' ')).map(cells));
  const move = Math.max(Math.min(40, Math.floor(width * 0.3)), longest + 1);
  if (width - NUMBER - move - verdict - SOURCE - 1 < WHY_LEAST) return { stacked: true, move: width - NUMBER, verdict, why: Math.max(8, width - NUMBER), named };
  return { stacked: false, move, verdict, why: width - NUMBER - move - verdict - SOURCE - 1, named };
}

/** Rows, and those of them at which a part begins. */
export interface Parts {
  readonly rows: readonly Line[];
  readonly starts: readonly number[];
}

/** Move by move: what was sent, what it was worth, why, and what followed; then predictions, hidden replies, sources. Each move and each of the others is a part. */
export function moveTable(view: DebriefView, words: Words, width: number): Parts {
  const columns = columnsFor(view, words, width);
  const cited = allCitations(view.moves);
  const told = new Map<string, number>();
  const title = (id: MessageId): Line => line(span(words.word(id), { bold: true }));
  const parts: (readonly Line[])[] = [
    ...view.moves.map((move) => moveLines(move, words, columns, cited, told)),
    ...(view.moves.length === 0 ? [paragraph(words.word('debrief.no-moves'), width)] : []),
    ...section(view.hidden.length > 0, [title('debrief.hidden'), ...hiddenLines(view, words, width)]),
    ...section(view.predictions.length > 0, [title('debrief.predictions-title'), ...view.predictions.flatMap((prediction) => predictionLines(prediction, words, width))]),
    ...section(cited.length > 0, [title('debrief.sources-title'), ...cited.flatMap((text, index) => indented(`[${index + 1}] `, text, width))]),
  ];
  const rows: Line[] = columns.stacked ? [] : [heading(words, columns)];
  const starts: number[] = [];
  for (const part of parts) {
    starts.push(rows.length + (part[0]?.length === 0 ? 1 : 0));
    rows.push(...part);
  }
  return { rows, starts };
}

function section(isThere: boolean, lines: readonly Line[]): (readonly Line[])[] {
  return isThere ? [[EMPTY_LINE, ...lines]] : [];
}

function heading({ word }: Words, columns: Columns): Line {
  const text = padded('#', NUMBER) + padded(word('debrief.move'), columns.move) + padded(word('debrief.verdict'), columns.verdict) + padded(word('debrief.why'), columns.why) + word('debrief.source');
  return line(span(text, QUIET));
}

/** The reasons of a move; what an earlier move was told already is not told again. `told`: texts and the move that had them first. */
function reasons({ verdict, number }: JudgedMove, words: Words, told: Map<string, number>): string[] {
  const texts = [verdict.why, verdict.evidence, verdict.counterfactual].filter((phrase) => phrase !== null).map(words.phrase);
  const before = told.get(texts[0] ?? '');
  const fresh = texts.filter((text) => !told.has(text));
  for (const text of fresh) told.set(text, number);
  return before === undefined ? fresh : [words.word('debrief.as-move', { n: before }), ...fresh];
}

function moveLines(judged: JudgedMove, words: Words, columns: Columns, cited: readonly string[], told: Map<string, number>): Line[] {
  const { verdict } = judged;
  const mark = OUTCOME_MARK[verdict.outcome];
  const markText = words.word(mark.word);
  const why = reasons(judged, words, told);
  const numbers = citationNumbers(verdict, cited);
  const source = numbers === '' ? '' : `[${numbers}]`;
  const number = padded(String(judged.number), NUMBER);
  const host = 'host' in judged.move && columns.named ? judged.move.host : undefined;
  const done = moveText(judged.move, words, columns.move * 2);
  const move = host === undefined ? done : `${words.host(host)}: ${done}`;
  if (columns.stacked) {
    return [
      ...indented(number, move, columns.move + NUMBER),
      line(' '.repeat(NUMBER), span(markText, mark.style), ` ${source}`),
      ...why.flatMap((text) => indented(' '.repeat(NUMBER), text, columns.why + NUMBER)),
      ...judged.consequences.map(words.phrase).flatMap((text) => indented(`${' '.repeat(NUMBER)}> `, text, columns.why + NUMBER)),
    ];
  }
  // What followed stands under the move, beside the reasons: each kind of it named in the column of verdicts.
  const after = judged.consequences.map((phrase) => ({ short: cameAfter(phrase, words), phrase }));
  const left: { readonly text: string; readonly mark: string; readonly style: Style }[] = [
    ...wrapped(move, columns.move - 1).map((text, y) => ({ text, mark: y === 0 ? markText : '', style: mark.style })),
    ...after.flatMap(({ short }) => (short === null ? [] : wrapped(short.text, columns.move - 3).map((text, y) => ({ text: `${y === 0 ? '> ' : '  '}${text}`, mark: y === 0 ? words.word(short.kind) : '', style: QUIET })))),
  ];
  const right = [...why.flatMap((text) => wrapped(text, columns.why - 1)), ...after.flatMap(({ short, phrase }) => (short === null ? wrapped(`> ${words.phrase(phrase)}`, columns.why - 1) : []))];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, y) =>
    line(
      y === 0 ? number : ' '.repeat(NUMBER),
      padded(left[y]?.text ?? '', columns.move),
      span(padded(left[y]?.mark ?? '', columns.verdict), left[y]?.style ?? QUIET),
      padded(right[y] ?? '', columns.why),
      span(y === 0 ? source : '', QUIET),
    ),
  );
}

function indented(first: string, text: string, width: number): Line[] {
  const indent = cells(first);
  const rest = ' '.repeat(indent);
  return wrapped(text, Math.max(4, width - indent)).map((row, y) => line((y === 0 ? first : rest) + row));
}

function hiddenLines(view: DebriefView, words: Words, width: number): Line[] {
  const host = (lifeline: number | null) => (lifeline === null ? words.word('debrief.nobody') : words.host(view.hosts[lifeline] ?? '?'));
  return view.hidden.flatMap((entry) => indented('  ', `#${entry.n} ${host(entry.from)} > ${host(entry.to)}: ${printPacketdrill(entry.segment)}`, width));
}

const CONFIDENCE = { 1: 'debrief.guess', 2: 'debrief.think', 3: 'debrief.sure' } as const;

function predictionLines({ question, said, truth, right, confidence }: PredictionOutcome, words: Words, width: number): Line[] {
  const { word, phrase } = words;
  const asked = indented('- ', phrase(question), width);
  if (said === null) return [...asked, ...indented('  ', truth === null ? word('debrief.skipped') : word('debrief.skipped-truth', { truth: phrase(truth) }), width)];
  const sure = confidence === null ? '' : `, ${word(CONFIDENCE[confidence])}`;
  const result = right ? word('debrief.right') : truth === null ? word('debrief.open') : word('debrief.wrong', { truth: phrase(truth) });
  const style = right ? ({ tone: 'good' } as const) : ({ tone: 'caution' } as const);
  return [...asked, ...indented('  ', word('debrief.you-said', { said: `${phrase(said)}${sure}`, result }), width).map((row) => row.map((part) => ({ ...part, style })))];
}
