import type { interface_ as english } from '../en/interface.ts';

/** interface texts in Simplified Chinese; terms by the glossary of the design. */
export const interface_: Readonly<Record<keyof typeof english, string>> = {
};
