/** The languages the product speaks, equals both. */
export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Lang = (typeof LANGUAGES)[number];
