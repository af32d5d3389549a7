import type { Lang } from '../language.ts';
import { message, say } from '../message/say.ts';
import { canBeProved, type LookedUp } from '../referee/reference.ts';

/** What an entry of the reference says. */
export function referenceText({ text }: LookedUp, lang: Lang): string {
  return text.map((phrase) => say(lang, phrase)).join(' ');
}

/** Levels that are named when many prove the same. */
const NAMED = 3;

/** Where that can be read, where it was met, and on which real kernel it held. */
export function referenceTail(entry: LookedUp, lang: Lang): readonly string[] {
  const { sources, levels, met, proofs } = entry;
  const kernels = [...new Set(proofs.map(({ kernel }) => kernel))];
  const where = met ? message(lang, 'reference.met', { levels: levels.join(', ') }) : message(lang, levels.length === 0 ? 'reference.not-met' : 'reference.not-met-in', { levels: levels.join(', ') });
  return [
    ...(sources.length === 0 ? [] : [message(lang, 'reference.sources', { sources: sources.join(', ') })]),
    where,
    ...kernels.map((kernel) => {
      const ids = proofs.filter((proof) => proof.kernel === kernel).map(({ level }) => level);
      return message(lang, ids.length > NAMED ? 'reference.proved-more' : 'reference.proved', { levels: ids.slice(0, NAMED).join(', '), n: ids.length - NAMED, kernel });
    }),
    ...(kernels.length === 0 && canBeProved(entry) ? [message(lang, 'reference.not-proved')] : []),
  ];
}
