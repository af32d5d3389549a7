import { bring, makeLine } from '../../formats/import/branch.ts';
import type { Conversation } from '../../formats/import/conversation.ts';
import { kernelEnd, type Role } from '../../formats/import/role.ts';
import { DEFAULT_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { Sandbox } from '../../packetdrill/run/sandbox.ts';
import { madeLines } from '../../plain/branch-lines.ts';

/**
 * Goes on otherwise before the n-th segment, on the simulated kernel, in the first of the roles that brings it there: each line is an event,
 * `wait 3s`, or `back`. False when the input is over.
 */
export async function branchFrom(roles: readonly Role[], conversation: Conversation, n: number, { lines, print, lang }: { readonly lines: AsyncIterator<string>; readonly print: (...lines: readonly string[]) => void; readonly lang: Lang }): Promise<boolean> {
  let sandbox: Sandbox | null = null;
  let end = '';
  const faults = new Set<string>();
  for (const role of roles) {
    if (sandbox !== null) break;
    const brought = await bring(role, n, lang);
    if ('fault' in brought) faults.add(brought.fault);
    else [sandbox, end] = [brought.sandbox, kernelEnd(role, conversation)];
  }
  if (sandbox === null) {
    print(...[...faults].map((text) => message(lang, 'import.error', { text })));
    return true;
  }
  print(message(lang, 'import.branch.open', { kernel: DEFAULT_PROFILE, end, n }));
  for (;;) {
    const next = await lines.next();
    if (next.done === true) return false;
    const line = next.value.trim();
    if (line === '') continue;
    if (line === 'back' || line === 'quit') break;
    print(...madeLines(await makeLine(sandbox, line, lang), lang));
  }
  await sandbox.close();
  print(message(lang, 'import.branch.closed', { n }));
  return true;
}
