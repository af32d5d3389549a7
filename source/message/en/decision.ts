/** decision texts in English. */
export const decisions = {
} as const;
