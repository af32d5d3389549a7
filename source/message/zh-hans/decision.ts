import type { decisions as english } from '../en/decision.ts';

/** decision texts in Simplified Chinese; terms by the glossary of the design. */
export const decisions: Readonly<Record<keyof typeof english, string>> = {
};
