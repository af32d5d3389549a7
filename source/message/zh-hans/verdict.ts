import type { verdicts as english } from '../en/verdict.ts';

/** verdict texts in Simplified Chinese; terms by the glossary of the design. */
export const verdicts: Readonly<Record<keyof typeof english, string>> = {
};
