import { cells } from '../../components/cells.ts';
import type { Lang } from '../../language.ts';
import type { HostProof, Rung } from '../../live/proof/compare-host.ts';
import { message } from '../../message/say.ts';

/** What is said of one host. */
export interface ToldProof {
  readonly level: string;
  readonly seed: string;
  readonly proof: HostProof;
}

const TIME_WIDTH = 8;

/** Ladder beside ladder: a line each for the simulated kernel and the real one, and below them whether they are the same. */
export function proofLines({ level, seed, proof }: ToldProof, release: string, lang: Lang): readonly string[] {
  const states = { twin: proof.states.twin.join(', ') || '-', live: proof.states.kernel.join(', ') || '-' };
  return [
    message(lang, 'prove.level', { level, seed, host: proof.host }),
    ...rungLines(proof.rungs, release, lang),
    `  ${proof.states.same ? message(lang, 'prove.states-same', { states: states.twin }) : message(lang, 'prove.states-differ', states)}`,
  ];
}

function rungLines(rungs: readonly Rung[], release: string, lang: Lang): readonly string[] {
  const nothing = message(lang, 'prove.nothing');
  const rows = rungs.map((rung) => [rung.twin?.text ?? nothing, rung.kernel?.text ?? nothing] as const);
  const widths = [0, 1].map((side) => Math.max(...rows.map((row) => row[side as 0 | 1].length), side === 0 ? 10 : 12));
  const head = `  ${padded(message(lang, 'prove.columns'), TIME_WIDTH)}  ${padded(message(lang, 'prove.twin'), widths[0]!)}  | ${message(lang, 'prove.live', { release })}`;
  return [
    ...(rungs.length > 0 ? [head] : []),
    ...rungs.map((rung, i) => `  ${(rung.at / 1000).toFixed(3).padStart(TIME_WIDTH)}  ${rows[i]![0].padEnd(widths[0]!)}  | ${rows[i]![1].padEnd(widths[1]!)}  ${verdict(rung, lang)}`.trimEnd()),
  ];
}

/** Filled up to so many cells: a Chinese character takes two. */
function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cells(text)));
}

function verdict(rung: Rung, lang: Lang): string {
  const late = lateness(rung);
  if (rung.difference === null) return message(lang, 'prove.same', { late: late ?? '' });
  return message(lang, `prove.difference.${rung.difference}`, { late: late ?? '' });
}

/** `+0.3`: how much later the kernel was, ms. */
export function lateness({ twin, kernel }: Rung): string | null {
  if (!twin || !kernel) return null;
  const late = kernel.at - twin.at;
  return `${late < 0 ? '' : '+'}${late.toFixed(1)}`;
}
