import { briefingRows } from '../../components/briefing.ts';
import { duration, seconds } from '../../components/clock.ts';
import { cells, padded } from '../../components/cells.ts';
import { EMPTY_LINE, line, paragraph, span, type Line } from '../../components/line.ts';
import type { SegmentEntry } from '../../world/view.ts';
import { factName } from '../../message/fact-name.ts';
import { goalRows } from '../../components/small-panels.ts';
import { refusalRows, verdictRows } from '../../components/verdict-panel.ts';
import type { Words } from '../../components/words.ts';
import { writtenKeys, type KeyEntry } from '../../keys.ts';
import { printOptions } from '../../tcp/notation/print-options.ts';
import { FLAG_BITS, FLAG_NAMES, has } from '../../tcp/flags.ts';
import { glossaryRows } from './glossary.ts';
import { predictionResult } from './band.ts';
import type { PanelModel } from './panel-rows.ts';
import { PLAY_KEYS, type PlayContext, type PlayGroup, type PlayKeys } from './play-keys.ts';
import { addressText, packetdrillLine, tcpdumpLine } from './transcript-lines.ts';

export interface OverlayContent {
  readonly title: string;
  readonly rows: readonly Line[];
}

/** First what is needed most here, on a page of its own; then what the words of the screen mean, the other keys of the context, and all others; keys in two columns where there is room. */
export function helpContent(context: PlayContext, words: Words, width: number, keys: PlayKeys = PLAY_KEYS): OverlayContent {
  const here = keys.contexts[context];
  const rest = (Object.keys(keys.groups) as PlayGroup[]).filter((group) => !here.includes(group));
  const columns = width >= 72 ? 2 : 1;
  const columnWidth = Math.floor(width / columns) - (columns > 1 ? 1 : 0);
  const entry = (item: KeyEntry): Line => line(span(padded(writtenKeys(item), 14), { bold: true }), words.word(item.label));
  const isNeeded = (item: KeyEntry): boolean => item.footer !== undefined || MOST_NEEDED.has(item.does);
  const needed = here.flatMap((group) => keys.groups[group].filter(isNeeded)).toSorted((a, b) => (a.footer ?? LAST) - (b.footer ?? LAST));
  const blocks = (groups: readonly PlayGroup[], kept: (item: KeyEntry) => boolean = () => true): Line[][] =>
    groups.flatMap((group) => {
      const entries = keys.groups[group].filter(kept);
      return entries.length === 0 ? [] : [[line(span(words.word(keys.titles[group]), { bold: true })), ...entries.map(entry), EMPTY_LINE]];
    });
  const inColumns = (all: readonly Line[][]): Line[] => (columns === 1 ? all.flat() : sideBySide(all, columnWidth));
  const half = Math.ceil(needed.length / 2);
  const first = columns === 1 ? [needed.map(entry)] : [needed.slice(0, half).map(entry), needed.slice(half).map(entry)];
  const note = ['play.help.how', 'glossary.below'] as const;
  const glossary = [line(span(words.word('glossary.title'), { bold: true })), ...glossaryRows(words, width), EMPTY_LINE];
  return {
    title: words.word('play.help.title'),
    rows: [
      ...inColumns(first),
      EMPTY_LINE,
      ...note.flatMap((id) => [...paragraph(words.word(id), width), EMPTY_LINE]),
      ...glossary,
      ...paragraph(words.word('play.help.note'), width, { tone: 'unknown' }),
      EMPTY_LINE,
      ...inColumns(blocks(here, (item) => !isNeeded(item))),
      ...inColumns(blocks(rest)),
    ],
  };
}

/** Needed everywhere, though no footer has room for them. */
const MOST_NEEDED: ReadonlySet<string> = new Set(['up', 'down', 'back']);
/** Behind everything that a footer may name. */
const LAST = 1000;

/** Blocks in two columns of about the same height, the left one read first. */
function sideBySide(blocks: readonly Line[][], columnWidth: number): Line[] {
  const total = blocks.reduce((sum, rows) => sum + rows.length, 0);
  const left: Line[] = [];
  const right: Line[] = [];
  for (const rows of blocks) (left.length + rows.length / 2 <= total / 2 ? left : right).push(...rows);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, y): Line => {
    const l = left[y] ?? EMPTY_LINE;
    const size = l.reduce((sum, part) => sum + cells(part.text), 0);
    return [...l, { text: ' '.repeat(Math.max(1, columnWidth - size)) }, ...(right[y] ?? EMPTY_LINE)];
  });
}

/** What the level told at its start, the goals with the states of now beside them, hints already given, and what would lose. */
export function goalContent({ view, words, now }: PanelModel, width: number): OverlayContent {
  const briefing = briefingRows(view, words, width);
  const states = view.world.lifelines.flatMap((lifeline) => (lifeline.state === null ? [] : [line(padded(`${words.host(lifeline.host)} ${lifeline.address}`, Math.min(32, width - 14)), ` ${lifeline.state}`)]));
  const hints = view.hints.shown.flatMap((hint, i) => paragraph(words.word('play.hint', { number: i + 1, of: view.hints.of, text: words.phrase(hint) }), width, { tone: 'caution' }));
  return {
    title: words.word('panel.goal'),
    rows: [
      ...(briefing.length > 0 ? [...briefing, EMPTY_LINE] : []),
      ...goalRows(view.goals, words, width),
      EMPTY_LINE,
      line(span(words.word('play.goal.now', { time: seconds(now) }), { bold: true })),
      ...states,
      EMPTY_LINE,
      line(view.par === 0 ? words.word('play.title.moves-only', { made: view.movesMade }) : words.word('play.goal.counts', { made: view.movesMade, par: view.par })),
      line(words.word('play.goal.horizon', { time: duration(view.world.horizon - now) })),
      ...(hints.length > 0 ? [EMPTY_LINE, ...hints] : []),
    ],
  };
}

/** Why the level is lost, what the last prediction came to, then all verdicts, the latest first. */
export function whyContent(model: PanelModel, width: number): OverlayContent {
  const { view, words } = model;
  const loss = view.phase === 'lost' && view.loss ? [...paragraph(`${words.word('play.lost', { why: words.phrase(view.loss.why) })} (${factName(words.lang, view.loss.rule)})`, width, { tone: 'bad', bold: true }), EMPTY_LINE] : [];
  const prediction = predictionResult(model, width);
  const before = [...loss, ...prediction, ...(prediction.length > 0 ? [EMPTY_LINE] : [])];
  const refused = refusalRows(view.refused, words, width);
  return { title: words.word('play.judged'), rows: [...refused, ...(refused.length > 0 ? [EMPTY_LINE] : []), ...before, ...view.judged.toReversed().flatMap((judged) => [...verdictRows(judged, words, width, { idea: true }), EMPTY_LINE])] };
}

/** A segment opened: every field as it is on the wire, its fate, its verdict, and how tcpdump and packetdrill write it. */
export function segmentContent(entry: SegmentEntry, { view, words }: PanelModel, width: number): OverlayContent {
  const { segment } = entry;
  const name = (text: string): string => padded(text, 12);
  const judged = entry.move === null ? undefined : view.judged.find((move) => move.number === entry.move);
  const flags = FLAG_NAMES.filter((flag) => has(segment.flags, FLAG_BITS[flag])).join(' ');
  const by = entry.move === null ? words.word('play.segment.by-kernel') : words.word('play.segment.by-you', { n: entry.move });
  const field = (label: string, value: string): Line[] => paragraph(value, Math.max(8, width - 12)).map((row, i) => [{ text: name(i === 0 ? label : '') }, ...row]);
  return {
    title: words.word('play.segment.title', { n: entry.n }),
    rows: [
      ...field(words.word('play.segment.time'), `${seconds(entry.sentAt)} - ${seconds(entry.endsAt)}`),
      ...field(words.word('play.segment.fate'), `${words.word(`play.segment.fate.${entry.fate}`)}${entry.obeyed ? `, ${words.word('play.obeyed')}` : ''}${entry.dropReason ? `: ${entry.dropReason}` : ''}`),
      ...field(words.word('play.segment.by'), by + (entry.forged ? `, ${words.word('play.segment.forged')}` : '')),
      ...field(words.word('play.segment.from'), addressText(segment.srcIp, segment.srcPort)),
      ...field(words.word('play.segment.to'), addressText(segment.dstIp, segment.dstPort)),
      ...field(words.word('play.segment.flags'), `${flags || words.word('play.segment.none')} (0x${segment.flags.toString(16).padStart(2, '0')})`),
      ...field('seq', String(segment.seq)),
      ...field('ack', String(segment.ack)),
      ...field('win', String(segment.win)),
      ...field(words.word('play.segment.options'), printOptions(segment.options, 'tcpdump') || words.word('play.segment.none')),
      ...field(words.word('play.segment.length'), `${words.word('play.segment.bytes', { n: segment.length })}${segment.data ? ` "${segment.data}"` : ''}`),
      ...field('tcpdump', tcpdumpLine(entry)),
      ...field('packetdrill', packetdrillLine(entry, view.world)),
      ...(judged ? [EMPTY_LINE, ...verdictRows(judged, words, width)] : []),
    ],
  };
}

