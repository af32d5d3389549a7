import { besideRows, type Half } from '../../components/beside.ts';
import { ladderRows } from '../../components/ladder/ladder-rows.ts';
import { line, paragraph, span, type Line } from '../../components/line.ts';
import type { Words } from '../../components/words.ts';
import { analyse } from '../../formats/analysis.ts';
import type { Conversation } from '../../formats/import/conversation.ts';
import { message } from '../../message/say.ts';
import { askLines } from '../../plain/import-dialogue.ts';
import type { SegmentEntry } from '../../world/view.ts';
import { bodyHeight, footerKeys, screenRows } from '../screen-rows.ts';
import type { Size } from '../size-class.ts';
import { branchAsk } from './branch-words.ts';
import { IMPORT_KEYS } from './import-keys.ts';
import type { ImportState, OpenBranch } from './import-state.ts';

/** Rows of the ladder that are left when much is said. */
const LADDER = 8;

/** The ladder of what is known so far, beside or above that of a branch, what was said last, the line that is being typed, and the keys. */
export function importRows(state: ImportState, words: Words, size: Size): Line[] {
  const { dialogue, said, typed, branch } = state;
  const { lang, conversation, at } = dialogue;
  const height = bodyHeight(size);
  const texts = branch ? [...branchAsk(branch, dialogue), ...said] : [...said, ...askLines(dialogue).filter((text) => !said.includes(text))];
  const below = texts.flatMap((text) => paragraph(text, size.columns)).slice(-Math.max(3, height - LADDER));
  const prompt = line(span('> ', { bold: true }), typed, span(' ', { inverse: true }));
  const room = Math.max(0, height - below.length - 2);
  const ladders = branch ? branchLadders(branch, state, words, size.columns, room) : ladderOf(conversation, at, words, size.columns, room);
  return screenRows(
    {
      title: line(span(` ${message(lang, branch ? 'import.title-branch' : 'import.title')}`, { bold: true })),
      titleEnd: line(`${Math.min(at + 1, conversation.spoken.length)}/${conversation.spoken.length} `),
      body: [...ladders, [], ...below, prompt],
      footer: footerKeys(IMPORT_KEYS, branch ? 'branch' : 'watch', lang),
    },
    size,
  );
}

function branchLadders({ branch, n }: OpenBranch, { dialogue: { conversation: { ends }, lang, at } }: ImportState, words: Words, columns: number, height: number): Line[] {
  const marked = branch.differsAt === null ? null : branch.differsAt + 1;
  const half = (title: string, conversation: Conversation, count: number): Half => ({ title, rows: (width, rows) => ladderOf({ ...conversation, ends }, count, words, width, rows, marked) });
  // Of what comes later in the original no more is seen than the branch has come to.
  const original = half(message(lang, 'import.branch.original'), branch.original, Math.max(at, branch.taken.spoken.length));
  return besideRows([original, half(message(lang, 'import.branch.taken', { n }), branch.taken, branch.taken.spoken.length)], columns, height);
}

function ladderOf(conversation: Conversation, count: number, words: Words, width: number, height: number, marked: number | null = null): Line[] {
  const [one, two] = conversation.ends;
  const entries = entriesOf(conversation, count);
  return ladderRows(
    {
      lifelines: [
        { host: one, side: 'client', address: one, you: false, state: null },
        { host: two, side: 'server', address: two, you: false, state: null },
      ],
      entries,
      judged: [],
      now: Infinity,
      still: true,
      absolute: false,
      selected: entries.some(({ n }) => n === marked) ? marked : null,
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
