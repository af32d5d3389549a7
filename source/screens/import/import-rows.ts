import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { fitted, line, paragraph, span, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { analyse } from '../../formats/analysis.ts';
import type { Conversation } from '../../formats/import/conversation.ts';
import { askLines, type ImportDialogue } from '../../plain/import-dialogue.ts';
import type { SegmentEntry } from '../../world/view.ts';
import type { Size } from '../size-class.ts';

/** What is typed, and what was said last. */
export interface ImportState {
  readonly dialogue: ImportDialogue;
  readonly said: readonly string[];
  readonly typed: string;
}

/** The ladder of what is known so far, what was said last, and the line that is being typed. As everywhere, the last row stays free. */
export function importRows({ dialogue, said, typed }: ImportState, words: Words, { columns, rows }: Size): Line[] {
  const asked = askLines(dialogue);
  const below = [...said, ...asked.filter((text) => !said.includes(text))].flatMap((text) => paragraph(text, columns)).slice(-Math.max(3, Math.floor(rows / 3)));
  const prompt = fitted(line(span('> ', { bold: true }), typed, span(' ', { inverse: true })), columns);
  const room = Math.max(0, rows - 1 - below.length - 2);
  return [...ladderOf(dialogue, words, columns, room), [], ...below, prompt].slice(0, Math.max(1, rows - 1));
}

function ladderOf({ conversation, at }: ImportDialogue, words: Words, width: number, height: number): Line[] {
  const [one, two] = conversation.ends;
  return ladderRows(
    {
      lifelines: [
        { host: one, side: 'client', address: one, you: false, state: null },
        { host: two, side: 'server', address: two, you: false, state: null },
      ],
      entries: entriesOf(conversation, at),
      judged: [],
      now: Infinity,
      still: true,
      absolute: false,
      selected: null,
      yourMove: false,
      won: false,
    },
    words,
    width,
    height,
  );
}

function entriesOf({ spoken }: Conversation, count: number): readonly SegmentEntry[] {
  const signs = analyse(spoken.map(({ segment }) => segment));
  return spoken.slice(0, count).map(({ n, at, from, segment }, index) => ({
    kind: 'segment',
    n,
    sentAt: at,
    endsAt: at,
    from,
    to: from === 0 ? 1 : 0,
    segment,
    fate: 'arrived',
    progressAtEnd: 1,
    dropReason: null,
    auto: false,
    retransmission: signs[index]?.again ?? false,
    forged: false,
    move: null,
  }));
}
