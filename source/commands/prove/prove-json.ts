import type { HostProof } from '../../live/proof/compare-host.ts';
import type { Proved } from './prove-ask.ts';
import { lateness } from './prove-lines.ts';
import type { ProvablePlay } from './prove-plans.ts';

/** What `ackademy prove --json` prints. */
export interface ProveJson {
  readonly format: 'ackademy-prove';
  readonly version: 1;
  readonly kernel: string;
  /** Nothing differed. */
  readonly ok: boolean;
  readonly levels: readonly {
    readonly level: string;
    readonly seed: string;
    readonly why: ProvablePlay['why'];
    readonly hosts: readonly {
      readonly host: string;
      readonly same: boolean;
      /** It differed at first, and was asked once more. */
      readonly again: boolean;
      readonly segments: readonly { readonly at: number; readonly twin: string | null; readonly kernel: string | null; readonly late: string | null; readonly difference: string | null }[];
      readonly states: HostProof['states'];
    }[];
  }[];
}

export function proveJson(kernel: string, ok: boolean, proved: readonly Proved[]): ProveJson {
  return {
    format: 'ackademy-prove',
    version: 1,
    kernel,
    ok,
    levels: proved.map(({ play, proofs, again }) => ({
      level: play.level.id,
      seed: play.seed,
      why: play.why,
      hosts: proofs.map(({ host, same, rungs, states }) => ({
        host,
        same,
        again: again.includes(host),
        segments: rungs.map((rung) => ({ at: rung.at, twin: rung.twin?.text ?? null, kernel: rung.kernel?.text ?? null, late: lateness(rung), difference: rung.difference })),
        states,
      })),
    })),
  };
}
