import { LANGUAGES, type Lang } from '../language.ts';
import { BOTS_FILE, readBots } from './bots.ts';
import { buildSetup } from './build-setup.ts';
import { fillExpressions } from './expression.ts';
import { schemaProblems } from './issue.ts';
import type { Level, LevelText } from './level.ts';
import { ofThisLevel, readLongSearch, SEARCH_FILE } from './long-search.ts';
import { hostsNamed } from './predicate-hosts.ts';
import { byPlace, quoted, type Problem } from './problem.ts';
import { PROOF_FILE, readProof } from './proof.ts';
import { readDraw, withNumbers } from './read-draw.ts';
import { levelSchema, type WrittenLevel } from './schema.ts';
import { SetupError } from './setup-error.ts';
import { languageProblems, readTexts, sectionProblems, sectionsOf, textFileName } from './texts.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** The texts of a level's folder by file name, and what the course knows of it. */
export interface LevelSource {
  /** The folder, for messages: `01-opening/01-first-syn`. */
  readonly folder: string;
  readonly world: number;
  readonly files: Readonly<Record<string, string>>;
}

export type LevelResult = { readonly ok: true; readonly level: Level } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Seeds whose numbers are tried: an expression that fails for one seed only is found by `check`, which tries more. */
const TRIED_SEEDS = ['1', '2', '3'];

/** Reads and checks a level's folder. Never throws on what the files say: all problems come back, in the order of their places. */
export function parseLevel(source: LevelSource): LevelResult {
  const { folder, files } = source;
  const unknown = Object.keys(files).filter((name) => !isLevelFile(name));
  const stray = unknown.map((name) => wholeFile(`${folder}/${name}`, 'level.yaml, text.en.md, text.zh-Hans.md, proof.json, bots.json and search.json only', 'another file'));
  const yamlText = files['level.yaml'];
  if (yamlText === undefined) return { ok: false, problems: [...stray, wholeFile(`${folder}/level.yaml`, 'the file of the level', 'nothing')] };
  const read = readYaml(`${folder}/level.yaml`, yamlText);
  if (!read.ok) return { ok: false, problems: [...stray, ...read.problems] };
  const result = readLevel(read.yaml, source);
  if (!result.ok) return { ok: false, problems: [...stray, ...result.problems].sort(byPlace) };
  const texts = readAllTexts(source, result.level);
  const { proof, problems: proofProblems } = readProof(`${folder}/${PROOF_FILE}`, files[PROOF_FILE]);
  const { bots, problems: botProblems } = readBots(`${folder}/${BOTS_FILE}`, files[BOTS_FILE]);
  const { search, problems: searchProblems } = readLongSearch(`${folder}/${SEARCH_FILE}`, files[SEARCH_FILE]);
  const problems = [...stray, ...texts.problems, ...proofProblems, ...botProblems, ...searchProblems];
  return problems.length > 0 ? { ok: false, problems: problems.sort(byPlace) } : { ok: true, level: { ...result.level, title: titles(texts.texts, result.level.id), proof, bots, search: ofThisLevel(search, result.level), texts: texts.texts } };
}

/** Is it one of the files of a level's folder? */
export function isLevelFile(name: string): boolean {
  return name === 'level.yaml' || name === PROOF_FILE || name === BOTS_FILE || name === SEARCH_FILE || LANGUAGES.some((lang) => name === textFileName(lang));
}

function wholeFile(file: string, expected: string, came: string): Problem {
  return { file, line: 0, column: 0, expected, example: null, came };
}

function readLevel(yaml: YamlText, { folder, world }: LevelSource): LevelResult {
  const written = yaml.value;
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    return { ok: false, problems: [{ file: yaml.file, line: 1, column: 1, expected: 'a map', example: 'id: first-syn', came: quoted(written ?? undefined) }] };
  }
  const drawn = readDraw(yaml, 'draw' in written ? written.draw : {});
  if (!drawn.ok) return drawn;
  const problems = new Map<string, Problem>();
  const add = (found: readonly Problem[]): void => found.forEach((p) => problems.set(`${p.line}:${p.column}:${p.expected}`, p));
  for (const seed of TRIED_SEEDS) {
    add(problemsWithSeed(yaml, written as Readonly<Record<string, unknown>>, drawn.draw, seed));
    if (problems.size > 0) return { ok: false, problems: [...problems.values()] };
  }
  const level = toLevel(written as WrittenLevel, drawn.draw, world);
  const slug = folder.split('/').at(-1)!.replace(/^\d\d-/, '');
  if (level.id !== slug) add([{ file: yaml.file, ...yaml.place(['id']), expected: "the folder's name without its number", example: `id: ${slug}`, came: quoted(level.id) }]);
  if (level.hints.slice(0, -1).some(({ when }) => when === null)) {
    add([{ file: yaml.file, ...yaml.place(['hints']), expected: 'a condition ("when") on every hint but the last', example: EXAMPLE_HINTS, came: 'a hint without one before others' }]);
  }
  if (level.hints.at(-1)!.when !== null) add([{ file: yaml.file, ...yaml.place(['hints']), expected: 'a last hint without a condition', example: EXAMPLE_HINTS, came: `"when" on the last` }]);
  return problems.size > 0 ? { ok: false, problems: [...problems.values()] } : { ok: true, level };
}

const EXAMPLE_HINTS = 'hints: { syn: { when: … }, else: {} }';

/** Everything but the draw itself, filled with a seed's numbers and held against the schema. */
function problemsWithSeed(yaml: YamlText, written: Readonly<Record<string, unknown>>, draw: Level['draw'], seed: string): readonly Problem[] {
  const { draw: _draw, ...rest } = written;
  const read = withNumbers(yaml, { id: String(rest['id']), draw }, seed, (numbers): unknown => fillExpressions(rest, numbers));
  if (!read.ok) return read.problems;
  const { filled } = read;
  const result = levelSchema.safeParse(filled);
  if (!result.success) return schemaProblems(yaml, filled, result.error.issues);
  try {
    const { setup, kernel, kernels } = filled as WrittenLevel;
    if (kernels && !kernels.includes(kernel)) return [{ file: yaml.file, ...yaml.place(['kernels']), expected: `the level's own kernel among them, ${kernel}`, example: `['${kernel}']`, came: kernels.join(', ') }];
    buildSetup(setup, kernel);
    return unknownHosts(yaml, filled as WrittenLevel);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return [{ file: yaml.file, ...yaml.place(['setup', ...error.path]), expected: error.expected, example: error.example, came: error.came }];
  }
}

/** Hosts in conditions that the setup does not have. */
function unknownHosts(yaml: YamlText, { setup, goals, idea, lose, predictions, hints, menu }: WrittenLevel): readonly Problem[] {
  const hosts = Object.keys(setup.hosts);
  const conditions: readonly (readonly [condition: unknown, ...path: PropertyKey[]])[] = [
    ...Object.entries(goals).map(([id, goal]) => [goal, 'goals', id] as const),
    [idea, 'idea'] as const,
    ...Object.entries(lose ?? {}).map(([id, { holds }]) => [holds, 'lose', id, 'holds'] as const),
    ...Object.entries(predictions ?? {}).flatMap(([id, { before, settles, options }]) => [
      [before, 'predictions', id, 'before'] as const,
      [settles, 'predictions', id, 'settles'] as const,
      ...Object.entries(options).map(([key, { holds }]) => [holds, 'predictions', id, 'options', key, 'holds'] as const),
    ]),
    ...Object.entries(hints).map(([id, { when }]) => [when, 'hints', id, 'when'] as const),
    ...(menu ?? []).map(({ when }, index) => [when, 'menu', index, 'when'] as const),
  ];
  return conditions
    .flatMap(([condition, ...path]) => (condition === undefined ? [] : hostsNamed(condition, path)))
    .filter(({ name }) => !hosts.includes(name))
    .map(({ name, path }) => ({ file: yaml.file, ...yaml.place(path), expected: `one of the hosts ${hosts.join(', ')}`, example: null, came: quoted(name) }));
}

function toLevel(written: WrittenLevel, draw: Level['draw'], world: number): Level {
  const entries = <T>(map: Readonly<Record<string, T>> | undefined): readonly (readonly [string, T])[] => Object.entries(map ?? {});
  return {
    id: written.id,
    title: { en: '', 'zh-Hans': '' },
    version: written.version,
    world,
    role: written.role,
    mode: written.mode ?? 'turns',
    kernel: written.kernel,
    kernels: written.kernels ?? null,
    rows: written.rows,
    misconceptions: written.misconceptions,
    needs: written.needs ?? [],
    minutes: written.minutes,
    par: written.par,
    fade: written.fade ?? 1,
    teaches: written.teaches ?? [],
    uses: written.uses ?? [],
    luck: written.luck ?? false,
    mirror: written.mirror ?? null,
    spare: written.spare ?? null,
    sees: written.sees ?? null,
    sources: written.sources,
    draw,
    setup: written.setup,
    known: (written.known ?? []).map(({ name, value }) => ({ name, value: String(value) })),
    hideUntil: (written.hideUntil ?? null) as never,
    hide: written.hide ?? [],
    sysctls: written.sysctls ?? [],
    calls: written.calls ?? [],
    goals: entries(written.goals).map(([id, holds]) => ({ id, holds: holds as never })),
    idea: (written.idea ?? null) as never,
    lose: entries(written.lose).map(([id, { rule, holds }]) => ({ id, rule, holds: holds as never })),
    predictions: entries(written.predictions).map(([id, { before, settles, options }]) => ({
      id,
      before: (before ?? null) as never,
      settles: settles as never,
      options: entries(options).map(([key, option]) => ({ key, holds: option.holds as never, misconception: option.misconception ?? null })),
    })),
    hints: entries(written.hints).map(([id, hint]) => ({ id, when: (hint.when ?? null) as never, deadEnd: hint.deadEnd ?? false })),
    menu: (written.menu ?? []).map(({ line, when, label }) => ({ line, when: (when ?? null) as never, label: label ?? null })),
    solution: written.solution,
    alternatives: written.alternatives ?? [],
    mistakes: entries(written.mistakes).map(([id, { moves, verdict, misconception }]) => ({ id, moves, verdict, misconception: misconception ?? null })),
    proof: null,
    bots: null,
    search: null,
    texts: { en: {}, 'zh-Hans': {} },
  };
}

function titles(texts: Level['texts'], id: string): Level['title'] {
  return Object.fromEntries(LANGUAGES.map((lang) => [lang, texts[lang]['title'] ?? id])) as Level['title'];
}

function readAllTexts({ folder, files }: LevelSource, level: Level): { readonly texts: Level['texts']; readonly problems: readonly Problem[] } {
  const wanted = sectionsOf({
    goals: level.goals.map(({ id }) => id),
    lose: level.lose.map(({ id }) => id),
    hints: level.hints.map(({ id }) => id),
    predictions: level.predictions.map(({ id, options }) => ({ id, keys: options.map(({ key }) => key) })),
    mistakes: level.mistakes.map(({ id }) => id),
    menu: [...new Set(level.menu.flatMap(({ label }) => label ?? []))],
  });
  const drawn = level.draw.map(({ name }) => name);
  const absent = LANGUAGES.filter((lang) => files[textFileName(lang)] === undefined);
  const read = LANGUAGES.map((lang) => readTexts(`${folder}/${textFileName(lang)}`, files[textFileName(lang)] ?? ''));
  const present = read.filter((_result, index) => !absent.includes(LANGUAGES[index]!));
  const problems = [
    ...absent.map((lang) => wholeFile(`${folder}/${textFileName(lang)}`, 'the texts of the level', 'nothing')),
    ...present.flatMap((result) => [...result.problems, ...sectionProblems(result.text, wanted, drawn)]),
    ...(absent.length === 0 ? languageProblems(read[0]!.text, read[1]!.text) : []),
  ];
  const texts = Object.fromEntries(LANGUAGES.map((lang, index): [Lang, LevelText] => [lang, read[index]!.text.sections])) as Level['texts'];
  return { texts, problems };
}
