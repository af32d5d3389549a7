import { isProfile, profileOf } from '../kernel/profile.ts';
import type { Phrase } from '../phrase.ts';

/** Is what this kernel does only read from its source? */
export function isFromSource(kernel: string): boolean {
  return isProfile(kernel) && profileOf(kernel).provenance === 'source';
}

/** A kernel as it is named wherever it is shown: `Linux 6.18`, and `Linux 4.4 (from source)` where nobody measured it. */
export function kernelName(kernel: string): Phrase {
  return { id: isFromSource(kernel) ? 'kernel.source' : 'kernel.live', params: { kernel } };
}
