import { interface_ } from './en/interface.ts';
import { decisions } from './en/decision.ts';
import { plain } from './en/plain.ts';
import { verdicts } from './en/verdict.ts';

/** The English catalogue, by area. */
export const en = { ...interface_, ...decisions, ...plain, ...verdicts } as const;
