import type { Conversation } from '../../formats/import/conversation.ts';
import { beforeOf } from '../../formats/import/compare.ts';
import { DEFAULT_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { Script } from '../../packetdrill/language/script.ts';
import { written, type ImportDialogue } from '../../plain/import-dialogue.ts';
import type { OpenBranch } from './import-state.ts';

/** The end that the script's kernel is: the one that spoke first, when the script's first segment is sent by it. */
function kernelIndex({ events }: Script): 0 | 1 {
  const first = events.find(({ action }) => action.kind === 'segment')?.action;
  return first?.kind === 'segment' && first.direction === 'out' ? 0 : 1;
}

export function kernelEnd(script: Script, { ends }: Conversation): string {
  return ends[kernelIndex(script)];
}

/** What may be done in a branch, by whom. */
export function branchAsk({ script }: OpenBranch, { conversation, lang }: ImportDialogue): readonly string[] {
  const [one, two] = conversation.ends;
  const kernel = kernelEnd(script, conversation);
  return [message(lang, 'import.branch.ask', { kernel: DEFAULT_PROFILE, kernelEnd: kernel, peer: kernel === one ? two : one })];
}

/** Where the branch is not the original any more. */
export function partingLine({ branch: { original, taken, differsAt } }: OpenBranch, lang: Lang): string {
  if (differsAt === null) return message(lang, 'import.branch.same');
  const text = (conversation: Conversation): string => {
    const one = conversation.spoken[differsAt];
    return one ? written(one, beforeOf(conversation, differsAt).base) : message(lang, 'import.branch.nothing');
  };
  return message(lang, 'import.branch.differs', { n: differsAt + 1, original: text(original), taken: text(taken) });
}
