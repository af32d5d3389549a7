/** Every command, in the order of the help. */
export const COMMAND_NAMES = ['play', 'watch', 'quiz', 'levels', 'facts', 'reference', 'check', 'level', 'replay', 'export', 'import', 'packetdrill', 'prove', 'progress', 'class', 'hand-in', 'serve', 'join', 'paths', 'doctor', 'help', 'version'] as const;
export type CommandName = (typeof COMMAND_NAMES)[number];
