import { mix, seedFrom } from '../random.ts';
import type { RunFile } from './run.ts';

const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A short text that changes when anything in the run changes: to compare two runs by eye. It proves nothing by itself. */
export function receiptOf(run: RunFile): string {
  const text = JSON.stringify(run);
  let code = '';
  for (let part = 0; part < 3; part++) {
    let h = mix(seedFrom(`${part}${text}`), part);
    for (let i = 0; i < 4; i++) {
      code += LETTERS[h & 31];
      h >>>= 5;
    }
    if (part < 2) code += '-';
  }
  return code;
}
