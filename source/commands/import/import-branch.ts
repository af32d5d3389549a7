import { bring, makeLine } from '../../formats/import/branch.ts';
import { DEFAULT_PROFILE } from '../../kernel/profile.ts';
import type { Lang } from '../../language.ts';
import { message } from '../../message/say.ts';
import type { Script } from '../../packetdrill/language/script.ts';
import type { Sandbox } from '../../packetdrill/run/sandbox.ts';
import { madeLines } from '../../plain/branch-lines.ts';

/**
 * Goes on otherwise before the n-th segment, on the simulated kernel, by the first of the scripts that brings it there: each line is an event, `wait 3s`, or `back`. False when
 * the input is over.
 */
export async function branchFrom(scripts: readonly Script[], n: number, { lines, print, lang }: { readonly lines: AsyncIterator<string>; readonly print: (...lines: readonly string[]) => void; readonly lang: Lang }): Promise<boolean> {
  let sandbox: Sandbox | null = null;
  const faults = new Set<string>();
  for (const script of scripts) {
    if (sandbox !== null) break;
    const brought = await bring(script, n, lang);
    if ('fault' in brought) faults.add(brought.fault);
    else ({ sandbox } = brought);
  }
  if (sandbox === null) {
    print(...[...faults].map((text) => message(lang, 'import.error', { text })));
    return true;
  }
  print(message(lang, 'import.branch.open', { kernel: DEFAULT_PROFILE, n }));
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
