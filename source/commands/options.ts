import { parseArgs } from 'node:util';
import { LANGUAGES, type Lang } from '../language.ts';
import type { Phrase } from '../phrase.ts';
import { THEME_NAMES } from '../theme-name.ts';
import { nearestName } from '../tcp/notation/nearest-name.ts';
import { visible } from '../tcp/notation/visible.ts';

/** What was given on the command line; null where nothing was. Every command takes every option, before or after its name. */
export interface Options {
  readonly lang: Lang | null;
  readonly plain: boolean;
  /** Only 7-bit characters for frames and graphs. */
  readonly ascii: boolean;
  /** `--no-color`, or NO_COLOR set and not empty. */
  readonly noColor: boolean;
  readonly theme: string | null;
  readonly reduceMotion: boolean;
  readonly seed: string | null;
  readonly kernel: string | null;
  readonly expert: boolean;
  readonly json: boolean;
  /** `--no-save`: nothing is written to the player's files. */
  readonly save: boolean;
  readonly out: string | null;
  /** `--to`: the format of an export. */
  readonly to: string | null;
  /** `--at HOST`: where an export captures. `--at STEP`: which step of a run is shown. */
  readonly at: string | null;
  /** The steps of a run are listed. */
  readonly steps: boolean;
  /** Sequence numbers as they are, not relative to the first ones. */
  readonly absolute: boolean;
  /** `--solution`: of a level, its model solution. */
  readonly solution: boolean;
  /** `--coverage`: which levels play which statement, instead of proofs. */
  readonly coverage: boolean;
  /** `--bots`: what bots make of the levels, kept beside them. */
  readonly bots: boolean;
  /** `--long`: ways shorter than par are looked for with a large budget. */
  readonly long: boolean;
  /** `--all`: of the reference, also what was not met. */
  readonly all: boolean;
  /** `--pack`: the pack that a run or a level is of. */
  readonly pack: string | null;
  /** `--world`: of a new level, the world that it goes into. */
  readonly world: string | null;
  /** `--role`: of a new level. */
  readonly role: string | null;
  /** A folder of packetdrill scripts. */
  readonly suite: string | null;
  /** Options of packetdrill itself, `--tolerance_usecs=10000`; only the command packetdrill takes them. */
  readonly script: readonly { readonly name: string; readonly value: string | null }[];
  /** `--count`: so many questions, or so many games of a long search. */
  readonly count: string | null;
  /** `--skill`: questions about that one only. */
  readonly skill: string | null;
  /** Takes the last quiz answer back. */
  readonly undo: boolean;
  /** `--export`: the format in which quiz questions are written. */
  readonly exportTo: string | null;
  /** The file that all quiz answers are written to, or read from. */
  readonly exportHistory: string | null;
  readonly importHistory: string | null;
  /** A file of a teacher's own questions. */
  readonly importFile: string | null;
  /** Lists a teacher's own questions, or removes a file of them. */
  readonly own: boolean;
  readonly removeOwn: string | null;
  /** Options of the classroom's commands, by name; null where one was not given. */
  readonly classroom: ClassOptions;
  /** `--claim`: asks for the claim code again. */
  readonly claim: boolean;
  readonly force: boolean;
  /** Answers yes to what would be asked before something is thrown away. */
  readonly yes: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

/** Options with a value that only `class` and what belongs to it take. */
const CLASS_TEXTS = ['class', 'roster', 'codes', 'levels', 'title', 'due', 'attempts', 'hints', 'par', 'predict', 'points', 'canvas', 'moodle', 'moodle-worksheet', 'column', 'decimal', 'out-of', 'before', 'host', 'port', 'data'] as const;

export interface ClassOptions extends Readonly<Record<(typeof CLASS_TEXTS)[number], string | null>> {
  /** `--ci`: results for an automatic grader. */
  readonly ci: boolean;
  /** `--lang zh-Hans,en` of a new class: all that it is held in. */
  readonly languages: readonly Lang[];
}

const SPEC = {
  lang: { type: 'string' },
  plain: { type: 'boolean' },
  ascii: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  theme: { type: 'string' },
  'reduce-motion': { type: 'boolean' },
  seed: { type: 'string' },
  kernel: { type: 'string' },
  expert: { type: 'boolean' },
  json: { type: 'boolean' },
  'no-save': { type: 'boolean' },
  out: { type: 'string' },
  to: { type: 'string' },
  at: { type: 'string' },
  steps: { type: 'boolean' },
  absolute: { type: 'boolean' },
  solution: { type: 'boolean' },
  coverage: { type: 'boolean' },
  bots: { type: 'boolean' },
  long: { type: 'boolean' },
  all: { type: 'boolean' },
  pack: { type: 'string' },
  world: { type: 'string' },
  role: { type: 'string' },
  suite: { type: 'string' },
  count: { type: 'string' },
  skill: { type: 'string' },
  undo: { type: 'boolean' },
  export: { type: 'string' },
  'export-history': { type: 'string' },
  'import-history': { type: 'string' },
  import: { type: 'string' },
  own: { type: 'boolean' },
  'remove-own': { type: 'string' },
  ...(Object.fromEntries(CLASS_TEXTS.map((name) => [name, { type: 'string' }])) as Record<(typeof CLASS_TEXTS)[number], { type: 'string' }>),
  ci: { type: 'boolean' },
  claim: { type: 'boolean' },
  force: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies Record<string, { type: 'string' | 'boolean'; short?: string }>;

const EXAMPLES: Readonly<Record<string, string>> = { lang: '--lang zh-Hans', theme: '--theme cud', seed: '--seed 42', kernel: '--kernel 4.4', out: '--out run.json', to: '--to pcapng', at: '--at server', suite: '--suite test/conformance', count: '--count 10', skill: '--skill queues', pack: '--pack ./my-levels', world: '--world queues', role: '--role operator', export: '--export gift', class: '--class net-101', roster: '--roster roster.csv', codes: '--codes codes.csv', levels: '--levels 1-1,1-2', title: '--title "Lab 3"', due: '--due 2026-11-27T18:00+08:00', attempts: '--attempts best', hints: '--hints 3', par: '--par bonus', predict: '--predict required', points: '--points 70,20,10', canvas: '--canvas Grades-NET101.csv', moodle: '--moodle email', 'moodle-worksheet': '--moodle-worksheet Lab3.csv', column: '--column "Lab 3"', decimal: '--decimal comma', 'out-of': '--out-of 10', before: '--before 2026-06-30', host: '--host 0.0.0.0', port: '--port 2222', data: '--data lesson-1', 'export-history': '--export-history answers.jsonl', 'import-history': '--import-history answers.jsonl', import: '--import questions.txt', 'remove-own': '--remove-own questions.gift' };

export const OPTION_NAMES: readonly string[] = Object.keys(SPEC).map((name) => `--${name}`);

export type Arguments = { readonly ok: true; readonly words: readonly string[]; readonly options: Options } | { readonly ok: false; readonly problem: Phrase; readonly lang: Lang };

/** Reads the command line. Nothing is loaded for it, so that `--version` is fast. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Arguments {
  const { values, positionals, tokens } = parseArgs({ args: [...args], options: SPEC, allowPositionals: true, strict: false, tokens: true });
  const text = (value: string | boolean | undefined): string | null => (typeof value === 'string' ? value : null);
  // A class may be held in both languages; the first is spoken.
  const languages = positionals[0] === 'class' ? (text(values.lang) ?? '').split(',').map(languageCalled) : [languageCalled(text(values.lang) ?? '')];
  const lang = languages.includes(null) ? null : languages[0]!;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    if (positionals[0] === 'packetdrill' && isScriptOption(token.name)) continue;
    const wrong = optionProblem(token.name, token.rawName, token.value);
    if (wrong) return { ok: false, problem: wrong, lang: lang ?? languageOfEnvironment(env) };
  }
  if (values.lang !== undefined && lang === null) return { ok: false, problem: { id: 'cli.lang', params: { got: visible(String(values.lang)) } }, lang: languageOfEnvironment(env) };
  const options: Options = {
    lang,
    plain: values.plain === true,
    ascii: values.ascii === true,
    noColor: values['no-color'] === true || (env['NO_COLOR'] ?? '') !== '',
    theme: text(values.theme),
    reduceMotion: values['reduce-motion'] === true,
    seed: text(values.seed),
    kernel: text(values.kernel),
    expert: values.expert === true,
    json: values.json === true,
    save: values['no-save'] !== true,
    out: text(values.out),
    to: text(values.to),
    at: text(values.at),
    steps: values.steps === true,
    absolute: values.absolute === true,
    solution: values.solution === true,
    coverage: values.coverage === true,
    bots: values.bots === true,
    long: values.long === true,
    all: values.all === true,
    pack: text(values.pack),
    world: text(values.world),
    role: text(values.role),
    suite: text(values.suite),
    script: tokens.flatMap((token) => (token.kind === 'option' && isScriptOption(token.name) ? [{ name: token.name, value: token.value ?? null }] : [])),
    count: text(values.count),
    skill: text(values.skill),
    undo: values.undo === true,
    exportTo: text(values.export),
    exportHistory: text(values['export-history']),
    importHistory: text(values['import-history']),
    importFile: text(values.import),
    own: values.own === true,
    removeOwn: text(values['remove-own']),
    classroom: { ...(Object.fromEntries(CLASS_TEXTS.map((name) => [name, text(values[name])])) as Record<(typeof CLASS_TEXTS)[number], string | null>), ci: values.ci === true, languages: languages.filter((one) => one !== null) },
    claim: values.claim === true,
    force: values.force === true,
    yes: values.yes === true,
    help: values.help === true,
    version: values.version === true,
  };
  return { ok: true, words: positionals, options };
}

/** packetdrill's own options have an underscore, and ours none; and a few words of its own. */
function isScriptOption(name: string): boolean {
  return !Object.hasOwn(SPEC, name) && (/^[a-z]+(?:_[a-z]+)+$/.test(name) || ['mtu', 'mss', 'define', 'speed', 'verbose'].includes(name));
}

function optionProblem(name: string, rawName: string, value: string | undefined): Phrase | null {
  if (!Object.hasOwn(SPEC, name)) {
    const near = nearestName(`--${name}`, OPTION_NAMES);
    const params = { got: visible(rawName), names: OPTION_NAMES.join(', ') };
    return near === null ? { id: 'cli.option-unknown', params } : { id: 'cli.option-near', params: { ...params, near } };
  }
  const { type } = SPEC[name as keyof typeof SPEC];
  // A missing value, an empty one, or an option where the value should be.
  if (type === 'string' && (value === undefined || value === '' || value.startsWith('-'))) return { id: 'cli.option-value', params: { option: rawName, example: EXAMPLES[name] ?? rawName } };
  if (name === 'theme' && !THEME_NAMES.some((known) => known === value)) return { id: 'cli.theme', params: { got: visible(value ?? ''), names: THEME_NAMES.join(', ') } };
  if (type === 'boolean' && value !== undefined) return { id: 'cli.option-no-value', params: { option: rawName, got: visible(value) } };
  return null;
}

/** `en`, `zh-Hans`, and what people write for them: `zh`, `zh_CN`, `en_US.UTF-8`. Null for any other language. */
export function languageCalled(name: string): Lang | null {
  const plain = name.toLowerCase().replaceAll('_', '-').replace(/\..*$/, '');
  const exact = LANGUAGES.find((lang) => lang.toLowerCase() === plain);
  if (exact) return exact;
  if (/^en(?:-|$)/.test(plain)) return 'en';
  return /^zh(?:-|$)/.test(plain) ? 'zh-Hans' : null;
}

/** By the locale's rule: LC_ALL, else LC_MESSAGES, else LANG. English when it names neither language. */
export function languageOfEnvironment(env: Readonly<Record<string, string | undefined>>): Lang {
  return languageCalled(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '') ?? 'en';
}
