/** interface texts in English. */
export const interface_ = {
} as const;
