import { branchAlong, type Branch } from '../../formats/import/branch.ts';
import { message } from '../../message/say.ts';
import { kernelEnd, type Role } from '../../formats/import/role.ts';
import { madeLines } from '../../plain/branch-lines.ts';
import { answerImport, type ImportDialogue } from '../../plain/import-dialogue.ts';
import { partingLine } from './branch-words.ts';
import type { ImportAction } from './import-keys.ts';
import { INITIAL_HELP_STATE } from '../help/help-state.ts';
import type { HelpState } from '../help/help-state.ts';

/** A branch that is open: as what the kernel was brought there, before which segment, and what was done since. */
export interface OpenBranch {
  readonly role: Role;
  /** Number of the segment before which it begins, from 1. */
  readonly n: number;
  readonly lines: readonly string[];
  readonly branch: Branch;
}

/** What is typed, what was said last, and whether it is the original or a branch that goes on. */
export interface ImportState {
  readonly dialogue: ImportDialogue;
  readonly said: readonly string[];
  readonly typed: string;
  readonly branch: OpenBranch | null;
  /** Null: the help is not shown. */
  readonly help: HelpState | null;
}

/** Longer than any segment that can be written. */
const LONGEST = 400;
const WAIT = 'wait 1s';

/** What a key makes of it. `roles`: as what a kernel can be brought along. */
export async function importAfter(state: ImportState, action: ImportAction, roles: readonly Role[]): Promise<ImportState> {
  const { dialogue, typed, branch } = state;
  const text = typed.trim();
  if (action === 'help') return { ...state, help: INITIAL_HELP_STATE };
  if (action === 'clear') return { ...state, typed: '' };
  if (action === 'erase') return { ...state, typed: typed.slice(0, -1) };
  if (branch === null) {
    if (action === 'branch' || (action === 'answer' && text.toLowerCase() === 'branch')) return opened(state, roles);
    const { dialogue: next, lines } = answerImport(dialogue, action === 'answer' ? text || 'next' : action === 'back' ? 'back' : 'next');
    return { ...state, dialogue: next, said: lines, typed: '' };
  }
  if (action === 'original' || (action === 'make' && text.toLowerCase() === 'back')) return left(state);
  if (action === 'make' && text.toLowerCase() === 'quit') return { ...state, dialogue: { ...dialogue, over: true } };
  if (action === 'side') return otherSide(state, branch, roles);
  if (action === 'take-back') return branch.lines.length === 0 ? { ...state, said: [message(dialogue.lang, 'import.branch.nothing-made')] } : along(state, { ...branch, lines: branch.lines.slice(0, -1) });
  return action === 'make' && text === '' ? state : along(state, { ...branch, lines: [...branch.lines, action === 'wait' ? WAIT : text] });
}

/** A character is written into the field. */
export function withTyped(state: ImportState, text: string): ImportState {
  return { ...state, typed: (state.typed + text.replace(/[^\x20-\x7e]/g, '')).slice(0, LONGEST) };
}

/** The first role that brings the kernel to this point, or why none does. */
async function opened(state: ImportState, roles: readonly Role[]): Promise<ImportState> {
  const { dialogue } = state;
  const { lang } = dialogue;
  const n = dialogue.at + 1;
  if (roles.length === 0) return { ...state, said: [message(lang, 'import.branch.capture')], typed: '' };
  const faults = new Set<string>();
  for (const role of roles) {
    const branch = await branchAlong(role, n, [], lang);
    if (!('fault' in branch)) return { ...state, branch: { role, n, lines: [], branch }, said: [], typed: '' };
    faults.add(message(lang, 'import.error', { text: branch.fault }));
  }
  return { ...state, said: [...faults], typed: '' };
}

/** Goes along the lines; one that is none stays in the field, and the branch as it was. */
async function along(state: ImportState, { role, n, lines }: OpenBranch): Promise<ImportState> {
  const { dialogue } = state;
  const { lang } = dialogue;
  const branch = await branchAlong(role, n, lines, lang);
  if ('fault' in branch) return { ...state, said: [message(lang, 'import.error', { text: branch.fault })] };
  if (branch.last && 'fault' in branch.last) return { ...state, said: madeLines(branch.last, lang) };
  const open = { role, n, lines, branch };
  return { ...state, branch: open, typed: '', said: [...(branch.last ? madeLines(branch.last, lang) : []), partingLine(open, lang)] };
}

/** The kernel is the other end from now on, from the same point; what was done is another thing there. */
async function otherSide(state: ImportState, { role, n }: OpenBranch, roles: readonly Role[]): Promise<ImportState> {
  const { lang, conversation } = state.dialogue;
  const other = roles.find((one) => one !== role);
  if (!other) return { ...state, said: [message(lang, 'import.branch.one-side', { kernelEnd: kernelEnd(role, conversation) })] };
  const branch = await branchAlong(other, n, [], lang);
  if ('fault' in branch) return { ...state, said: [message(lang, 'import.error', { text: branch.fault })] };
  return { ...state, branch: { role: other, n, lines: [], branch }, said: [], typed: '' };
}

/** Back to the original: what was seen beside the branch is known from now on. */
function left({ dialogue, branch, ...state }: ImportState): ImportState {
  const seen = branch?.branch.taken.spoken.length ?? 0;
  return { ...state, dialogue: { ...dialogue, peeked: Math.max(dialogue.peeked, seen) }, branch: null, typed: '', said: branch ? [message(dialogue.lang, 'import.branch.closed', { n: branch.n })] : [] };
}
