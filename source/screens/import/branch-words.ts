import type { Conversation } from '../../formats/import/conversation.ts';
import { beforeOf } from '../../formats/import/compare.ts';
import { kernelEnd } from '../../formats/import/role.ts';
import { DEFAULT_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import { written, type ImportDialogue } from '../../plain/import-dialogue.ts';
import type { OpenBranch } from './import-state.ts';

/** What may be done in a branch, by whom. */
export function branchAsk({ role }: OpenBranch, { conversation, lang }: ImportDialogue): readonly string[] {
  const [one, two] = conversation.ends;
  const kernel = kernelEnd(role, conversation);
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
