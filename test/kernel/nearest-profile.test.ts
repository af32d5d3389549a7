import { expect, it } from 'vitest';
import { nearestProfile } from '../../source/kernel/nearest-profile.ts';

it.each([
  ['5.15', '5.10'],
  ['6.18.3', '6.18'],
  ['6.1', '5.10'],
  ['v4.4.0', '4.4'],
  ['Linux 3.2', '2.6.32'],
  ['2.4', '2.6.32'],
  ['7', '6.18'],
  ['three', null],
  ['', null],
] as const)('of %s the nearest kernel is %s', (asked, nearest) => {
  expect(nearestProfile(asked)).toBe(nearest);
});
