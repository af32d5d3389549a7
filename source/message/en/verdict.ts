/** verdict texts in English. */
export const verdicts = {
} as const;
