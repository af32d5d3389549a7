/** The entry of the program: reads the command line, loads the one command it names, and alone exits the process. */
import type { CommandTable } from './commands/run.ts';
import { loadQuickly } from './commands/load-quickly.ts';
import { readArguments } from './commands/options.ts';
import { plainReason, type Shell } from './commands/shell.ts';
import { VERSION } from './commands/version.ts';

/** Each command is a module of its own, loaded only when it is called. */
const table: CommandTable = {
  bare: async () => (await import('./commands/bare.ts')).bare,
  commands: {
    play: async () => (await import('./commands/play/play.ts')).play,
    watch: async () => (await import('./commands/watch/watch.ts')).watch,
    quiz: async () => (await import('./commands/quiz/quiz.ts')).quiz,
    levels: async () => (await import('./commands/course/levels.ts')).levels,
    reference: async () => (await import('./commands/reference/reference.ts')).reference,
    check: async () => (await import('./commands/check/check.ts')).check,
    level: async () => (await import('./commands/packs/level.ts')).level,
    replay: async () => (await import('./commands/replay/replay.ts')).replay,
    export: async () => (await import('./commands/export/export.ts')).exportRun,
    packetdrill: async () => (await import('./commands/packetdrill.ts')).packetdrill,
    prove: async () => (await import('./commands/prove/prove.ts')).prove,
    import: async () => (await import('./commands/import/import.ts')).importFile,
    progress: async () => (await import('./commands/progress.ts')).progress,
    class: async () => (await import('./commands/class/class.ts')).classroom,
    'hand-in': async () => (await import('./commands/class/hand-in.ts')).handIn,
    serve: async () => (await import('./commands/serve/serve.ts')).serve,
    join: async () => (await import('./commands/join/join.ts')).join,
    facts: async () => (await import('./commands/facts.ts')).facts,
    paths: async () => (await import('./commands/paths.ts')).paths,
    doctor: async () => (await import('./commands/doctor.ts')).doctor,
  },
};

const shell: Shell = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: process.env };

// Whoever reads our output may stop reading: `ackademy levels | head -1` is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2), process.env);
  if (args.ok && (args.options.version || (args.words[0] === 'version' && !args.options.help))) {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  loadQuickly(process.env);
  if (args.ok && !args.options.help && (args.words[0] === undefined || args.words[0] === 'play') && plainReason(shell, args.options) === null) {
    const { runAtTerminal } = await import('./commands/play/at-terminal.ts');
    return runAtTerminal(args.words, args.options, shell);
  }
  const { runCommand, refuseArguments } = await import('./commands/run.ts');
  return args.ok ? runCommand(table, args.words, args.options, shell) : refuseArguments(args.problem, args.lang, shell);
}

const code = await main();
// What was written must have left before the process ends.
process.stdout.write('', () => process.exit(code));
