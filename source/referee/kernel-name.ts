import { isProfile, profileOf } from '../kernel/profile.ts';
import type { Phrase } from '../phrase.ts';

/** A kernel as it is named wherever it is shown: `Linux 6.18`, and `Linux 4.4 (from source)` where nobody measured it. */
export function kernelName(kernel: string): Phrase {
  const fromSource = isProfile(kernel) && profileOf(kernel).provenance === 'source';
  return { id: fromSource ? 'kernel.source' : 'kernel.live', params: { kernel } };
}
