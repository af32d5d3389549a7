import type { Difference } from '../difference.ts';
import { CLOSING } from './closing.ts';
import { OPENING } from './opening.ts';
import { QUEUES } from './queues.ts';
import { SEGMENTS } from './segments.ts';
import { SETTINGS } from './settings.ts';

/** Everything that makes an older kernel another one than 6.18. */
export const DIFFERENCES: readonly Difference[] = [...OPENING, ...QUEUES, ...CLOSING, ...SEGMENTS, ...SETTINGS];
