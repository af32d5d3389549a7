import type { CheckOptions } from '../../level/check.ts';
import { catalogue } from '../../message/catalogue.ts';
import { verdictNames } from '../../referee/verdict-names.ts';

/** What the proofs of levels know of the program: the names of verdicts, and the texts that both languages have. */
export function checkOptions(): CheckOptions {
  const [en, zh] = [catalogue('en'), catalogue('zh-Hans')];
  return { verdictNames: verdictNames(), phrases: new Set(Object.keys(en).filter((id) => Object.hasOwn(zh, id))) };
}
