import { nearestProfile } from '../kernel/nearest-profile.ts';
import { DEFAULT_PROFILE, isProfile, PROFILES, type ProfileId } from '../kernel/profile.ts';
import type { Phrase } from '../phrase.ts';
import { visible } from '../tcp/notation/visible.ts';

/** The kernel that `--kernel` names, or what to say when there is none: what exists, and the nearest. */
export function findKernel(text: string): ProfileId | Phrase {
  if (isProfile(text)) return text;
  const near = nearestProfile(text);
  const params = { got: visible(text), names: PROFILES.join(', ') };
  return near === null ? { id: 'cli.kernel-unknown', params: { ...params, example: DEFAULT_PROFILE } } : { id: 'cli.kernel-near', params: { ...params, near } };
}

export function isKernel(found: ProfileId | Phrase): found is ProfileId {
  return typeof found === 'string';
}
