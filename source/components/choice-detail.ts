import type { Choice } from '../referee/session-view.ts';
import type { Segment } from '../tcp/segment.ts';
import { printOptions } from '../tcp/notation/print-options.ts';
import { BREAK, glued, wrapped } from './cells.ts';
import { choiceText } from './choice-text.ts';
import type { Words } from './words.ts';

/** Cells of a text that is never cut. */
const WHOLE = 1000;

/** What a row has no room for: the end of the choice, or all of it where the row says it in another order. '' for nothing. */
export function restOf(whole: string, shown: string): string {
  if (whole === shown) return '';
  return whole.startsWith(shown) ? whole.slice(shown.length).trim() : `= ${whole}`;
}

/**
 * The rest of a choice in rows of at most `width` cells, broken between its fields and its options, never inside one. Where
 * `height` rows do not hold it the padding goes first, then the options together: `instead` says where these are seen.
 */
export function choiceDetail(choice: Choice, words: Words, shown: string, room: { readonly width: number; readonly height: number }, instead: string): string[] {
  const { label } = choice;
  const rest = restOf(choiceText(choice, words, WHOLE), shown);
  if (rest === '') return [];
  const texts = label.kind === 'segment' ? segmentTexts(rest, label.segment, instead) : [rest];
  return texts.map((text) => wrapped(text, room.width)).find((rows) => rows.length <= room.height) ?? [];
}

/** The rest of a segment, whole first, then what can be said in less. */
function segmentTexts(rest: string, segment: Segment, instead: string): string[] {
  const options = printOptions(segment.options, 'tcpdump');
  const at = options === '' ? -1 : rest.indexOf(`<${options}>`);
  const fields = (at < 0 ? rest : rest.slice(0, at)).trim().replaceAll(/\b(seq|ack|win|len) (?=\d)/g, (name) => glued(name));
  if (at < 0) return [fields];
  const listed = (parts: readonly string[]): string => `${fields} <${parts.map(glued).join(`,${BREAK}`)}>`.trim();
  const parts = options.split(',');
  return [listed(parts), listed(parts.filter((part) => part !== 'nop')), `${fields} ${instead}`.trim()];
}
