import { PROFILES, type ProfileId } from './profile.ts';

/** The profile nearest to a version that has none: the newest that is not newer, else the oldest. Null for what is no version. */
export function nearestProfile(text: string): ProfileId | null {
  const wanted = versionOf(text);
  if (wanted === null) return null;
  return PROFILES.findLast((profile) => !isNewer(versionOf(profile)!, wanted)) ?? PROFILES[0];
}

function versionOf(text: string): readonly number[] | null {
  const [, version] = /^(?:linux[- ]?)?v?(\d+(?:\.\d+)*)/i.exec(text.trim()) ?? [];
  return version === undefined ? null : version.split('.').map(Number);
}

function isNewer(one: readonly number[], other: readonly number[]): boolean {
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
