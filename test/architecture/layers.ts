/**
 * Who may import whom. A layer is a folder of source/, or a single file there (time.ts, app.tsx).
 * What is not listed here may not be imported; a layer that is not listed may not exist. A layer may be listed before its
 * folder exists: quiz, classroom, formats and server are planned, and here is what they will be allowed.
 */
export type Layer = {
  /** Other layers whose code it may import. */
  readonly imports: readonly string[];
  /** Layers of which it may import types only. */
  readonly types?: readonly string[];
  /** Packages, and modules of Node by name ('node:crypto'). */
  readonly packages?: readonly string[];
  /** May use every module of Node, and `process` and `Buffer`. */
  readonly node?: boolean;
  /** May ask for the real time, set timers and draw real random numbers. */
  readonly realTime?: boolean;
  /** May create XState actors: everything else uses machines as tables or pure functions. */
  readonly actors?: boolean;
};

const ink = ['ink', 'ink-select-input', 'react', 'string-width'];
const xstate = ['xstate', '@xstate/react'];
/** What a screen may see: everything that is about the game, nothing that is about files. */
const game = ['components', 'keys', 'theme', 'message', 'plain', 'referee', 'quiz', 'level', 'classroom', 'formats', 'packetdrill', 'world', 'kernel', 'network', 'connection', 'tcp', 'time', 'random', 'language', 'phrase', 'theme-name'];

export const layers: Readonly<Record<string, Layer>> = {
  tcp: { imports: [] },
  time: { imports: [] },
  random: { imports: [] },
  language: { imports: [] },
  'theme-name': { imports: [] },
  phrase: { imports: [] },
  connection: { imports: ['tcp'], packages: ['xstate'] },
  kernel: { imports: ['connection', 'tcp', 'time', 'random'] },
  network: { imports: ['tcp', 'time', 'random'] },
  world: { imports: ['kernel', 'network', 'connection', 'tcp', 'time', 'random', 'phrase'] },
  level: { imports: ['world', 'kernel', 'network', 'tcp', 'time', 'random', 'language', 'phrase'], packages: ['zod', 'yaml'] },
  referee: { imports: ['level', 'world', 'kernel', 'connection', 'tcp', 'time', 'random', 'language', 'phrase'], packages: ['xstate'] },
  quiz: { imports: ['world', 'kernel', 'level', 'tcp', 'time', 'random', 'language', 'phrase'], packages: ['zod', 'ts-fsrs'] },
  classroom: { imports: ['referee', 'quiz', 'level', 'world', 'tcp', 'time', 'language', 'phrase'], packages: ['zod', 'node:crypto', 'node:zlib'] },
  packetdrill: { imports: ['kernel', 'connection', 'tcp', 'time', 'random', 'phrase'] },
  formats: { imports: ['message', 'packetdrill', 'quiz', 'world', 'kernel', 'tcp', 'time', 'language', 'phrase'], types: ['referee', 'classroom'], packages: ['csv-parse/sync', 'htmlparser2'] },
  storage: { imports: ['referee', 'quiz', 'classroom', 'formats', 'level', 'world', 'time', 'language', 'phrase'], packages: ['zod', 'env-paths', 'write-file-atomic'], node: true, realTime: true },
  message: { imports: ['time', 'language', 'phrase'], types: ['packetdrill', 'kernel', 'tcp'], packages: ['string-width'] },
  keys: { imports: [], types: ['message'] },
  theme: { imports: ['theme-name'], types: ['kernel', 'tcp', 'message'], packages: ['ink', 'react'] },
  components: { imports: ['theme', 'message', 'tcp', 'time', 'language', 'phrase'], types: ['world', 'kernel', 'referee'], packages: ink },
  plain: { imports: ['message', 'world', 'referee', 'quiz', 'level', 'tcp', 'time', 'language', 'phrase', 'formats'] },
  screens: { imports: game, types: ['storage'], packages: [...ink, ...xstate], realTime: true, actors: true },
  app: { imports: ['screens', ...game], types: ['storage'], packages: [...ink, ...xstate], realTime: true, actors: true },
  // The real kernel: raw segments and namespaces of this machine. Only `prove` may reach it (live.test.ts).
  live: { imports: ['packetdrill', 'world', 'kernel', 'connection', 'tcp', 'time', 'random', 'phrase'], packages: ['koffi'], node: true, realTime: true },
  server: { imports: ['app', 'screens', 'storage', ...game], packages: [...ink, 'ssh2', 'hono', '@hono/node-server'], node: true, realTime: true },
  commands: { imports: ['app', 'screens', 'server', 'storage', 'live', ...game], packages: [...ink, ...xstate, 'yauzl'], node: true, realTime: true, actors: true },
  cli: { imports: ['commands', 'storage', 'message', 'language'], node: true, realTime: true },
};
