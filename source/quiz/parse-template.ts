import { LANGUAGES } from '../language.ts';
import { buildSetup } from '../level/build-setup.ts';
import { citationError } from '../level/citation.ts';
import { fillExpressions } from '../level/expression.ts';
import { hostileText } from '../level/hostile.ts';
import { schemaProblems } from '../level/issue.ts';
import type { Level } from '../level/level.ts';
import { byPlace, quoted, type Problem } from '../level/problem.ts';
import { readDraw, withNumbers } from '../level/read-draw.ts';
import { SetupError } from '../level/setup-error.ts';
import { languageProblems, placeholders } from '../level/texts.ts';
import { readYaml, type YamlText } from '../level/yaml-text.ts';
import { DEFAULT_PROFILE } from '../kernel/profile.ts';
import { beliefCalled } from './belief.ts';
import { laidOver } from './physics.ts';
import { kindOf } from './read-ask.ts';
import type { Instead, Template, Wrong } from './template.ts';
import { templateSchema, type WrittenTemplate, type WrittenWrong } from './template-schema.ts';

export type TemplateResult = { readonly ok: true; readonly template: Template } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Seeds whose numbers are tried; CI draws a thousand. */
const TRIED_SEEDS = ['1', '2', '3'];

/** Reads and checks quizzes/SKILL/ID.yaml. Never throws on what the file says: all problems come back, in the order of their places. */
export function parseTemplate(path: string, source: string): TemplateResult {
  const hostile = hostileText(path, source);
  if (hostile.length > 0) return { ok: false, problems: hostile };
  const read = readYaml(path, source);
  if (!read.ok) return { ok: false, problems: read.problems };
  const { yaml } = read;
  const written = yaml.value;
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return { ok: false, problems: [{ file: path, line: 1, column: 1, expected: 'a map', example: 'id: ack-of-a-syn', came: quoted(written ?? undefined) }] };
  const drawn = readDraw(yaml, 'draw' in written ? written.draw : {});
  if (!drawn.ok) return drawn;
  const problems = new Map<string, Problem>();
  for (const seed of TRIED_SEEDS) {
    for (const problem of problemsWithSeed(yaml, written as Readonly<Record<string, unknown>>, drawn.draw, seed)) problems.set(`${problem.line}:${problem.column}:${problem.expected}`, problem);
    if (problems.size > 0) return { ok: false, problems: [...problems.values()].sort(byPlace) };
  }
  const template = toTemplate(written as WrittenTemplate, drawn.draw);
  const found = [...nameProblems(yaml, path, template), ...sourceProblems(yaml, template), ...textProblems(yaml, template)];
  return found.length > 0 ? { ok: false, problems: found.sort(byPlace) } : { ok: true, template };
}

function problemsWithSeed(yaml: YamlText, written: Readonly<Record<string, unknown>>, draw: Level['draw'], seed: string): readonly Problem[] {
  // The texts' dollar signs are no expressions.
  const { draw: _draw, text, ...rest } = written;
  // Wrong values may name what is read of the true world; here any number does.
  const readings = Object.fromEntries(Object.keys(rest['also'] ?? {}).map((name) => [name, 1]));
  const read = withNumbers(yaml, { id: String(rest['id']), draw }, seed, (numbers): unknown => ({ ...(fillExpressions(rest, { ...readings, ...numbers }) as object), text }));
  if (!read.ok) return read.problems;
  const { filled } = read;
  const result = templateSchema.safeParse(filled);
  if (!result.success) return schemaProblems(yaml, filled, result.error.issues);
  const { setup, kernel = DEFAULT_PROFILE, wrong, ask, also } = filled as WrittenTemplate;
  const instead = wrong.flatMap((one, index): readonly Problem[] => {
    if ('setup' in one) return setupProblems(yaml, laidOver(setup, one.setup) as WrittenTemplate['setup'], kernel, ['wrong', index, 'setup']);
    return 'kernel' in one ? setupProblems(yaml, setup, one.kernel, ['wrong', index, 'kernel']) : [];
  });
  return [...setupProblems(yaml, setup, kernel, ['setup']), ...instead, ...hostProblems(yaml, Object.keys(setup.hosts), { ask, also })];
}

function setupProblems(yaml: YamlText, setup: WrittenTemplate['setup'], kernel: Template['kernel'], path: readonly PropertyKey[]): readonly Problem[] {
  try {
    const { hosts } = buildSetup(setup, kernel);
    const deciding = hosts.find(({ decides, you }) => decides.length > 0 || you);
    return deciding === undefined ? [] : [{ file: yaml.file, ...yaml.place([...path, 'hosts', deciding.name]), expected: 'a host that decides nothing: a quiz runs by itself', example: null, came: `decides or you on ${deciding.name}` }];
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    return [{ file: yaml.file, ...yaml.place([...path, ...error.path]), expected: error.expected, example: error.example, came: error.came }];
  }
}

/** Hosts that readings and conditions name and that the setup does not have. */
function hostProblems(yaml: YamlText, hosts: readonly string[], value: unknown, path: readonly PropertyKey[] = []): readonly Problem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    if (typeof one !== 'string') return hostProblems(yaml, hosts, one, here);
    if (!HOST_FIELDS.includes(key) || hosts.includes(one)) return [];
    return [{ file: yaml.file, ...yaml.place(here), expected: `one of the hosts ${hosts.join(', ')}`, example: null, came: quoted(one) }];
  });
}

const HOST_FIELDS = ['host', 'from', 'to', 'at'];

function toTemplate(written: WrittenTemplate, draw: Level['draw']): Template {
  return {
    id: written.id,
    version: written.version,
    skill: written.skill,
    level: written.level,
    kernel: written.kernel ?? DEFAULT_PROFILE,
    sources: written.sources,
    draw,
    setup: written.setup,
    kind: kindOf(written.ask),
    ask: written.ask,
    also: written.also ?? {},
    wrong: written.wrong.map(toWrong),
    given: null,
    texts: written.text,
  };
}

/** The misconception of a belief is the wrong option's unless it names another, or none. */
function toWrong(written: WrittenWrong, index: number): Wrong {
  const instead: Instead = 'belief' in written
    ? { by: 'belief', belief: written.belief }
    : 'setup' in written ? { by: 'setup', setup: written.setup } : 'kernel' in written ? { by: 'kernel', kernel: written.kernel } : { by: 'value', value: written.value };
  const own = 'belief' in written ? beliefCalled(written.belief).idea : null;
  return { idea: written.idea === undefined ? own : written.idea, id: written.id ?? ('belief' in written ? written.belief : String(index + 1)), instead };
}

function nameProblems(yaml: YamlText, path: string, { id, skill }: Template): readonly Problem[] {
  const [folder, file] = path.split('/').slice(-2);
  return [
    ...(file === `${id}.yaml` ? [] : [{ file: yaml.file, ...yaml.place(['id']), expected: "the file's name", example: `id: ${String(file).replace(/\.yaml$/, '')}`, came: quoted(id) }]),
    ...(folder === skill ? [] : [{ file: yaml.file, ...yaml.place(['skill']), expected: "the folder's name", example: `skill: ${folder}`, came: quoted(skill) }]),
  ];
}

function sourceProblems(yaml: YamlText, { sources }: Template): readonly Problem[] {
  return sources.flatMap((source, index) => {
    const error = citationError(source);
    return error === null ? [] : [{ file: yaml.file, ...yaml.place(['sources', index]), expected: error.replace(/^expected /, ''), example: null, came: quoted(source) }];
  });
}

/** The sections that a template's texts must have, and no others. */
export function sectionsOfTemplate({ kind, ask, wrong }: Pick<Template, 'kind' | 'ask' | 'wrong'>): readonly string[] {
  const keys = Object.keys((ask as Readonly<Record<string, object>>)[kind] ?? {});
  return [
    'stem',
    'why',
    ...(kind === 'value' && keys.length > 1 ? ['option'] : []),
    ...(kind === 'choice' ? keys.map((key) => `option.${key}`) : []),
    ...(kind === 'order' ? keys.map((key) => `event.${key}`) : []),
    ...wrong.filter(({ idea }) => idea === null).map(({ id }) => `wrong.${id}`),
  ];
}

function textProblems(yaml: YamlText, template: Template): readonly Problem[] {
  const wanted = sectionsOfTemplate(template);
  const readings = Object.keys((template.kind === 'value' ? (template.ask as { readonly value: object }).value : {}));
  const known = [...template.draw.map(({ name }) => name), ...Object.keys(template.also as object), 'truth', 'yours', ...readings];
  const files = LANGUAGES.map((lang) => {
    const sections = template.texts[lang];
    const lines = Object.fromEntries(Object.keys(sections).map((name) => [name, yaml.placeOfKey(['text', lang], name).line]));
    return { lang, text: { file: `${yaml.file} (${lang})`, sections, lines } };
  });
  const problems = files.flatMap(({ lang, text: { sections, lines } }) => [
    ...wanted.filter((name) => !(name in sections)).map((name) => ({ file: yaml.file, ...yaml.place(['text', lang]), expected: `the section ${name}`, example: null, came: 'nothing' })),
    ...Object.keys(sections).filter((name) => !wanted.includes(name)).map((name) => ({ file: yaml.file, line: lines[name]!, column: 1, expected: `one of the sections ${wanted.join(', ')}`, example: null, came: quoted(name) })),
    ...Object.entries(sections).flatMap(([name, body]) => placeholders(body).filter((one) => !known.includes(one)).map((one) => ({ file: yaml.file, line: lines[name]!, column: 1, expected: `only what is drawn or read (${known.join(', ')})`, example: null, came: `{${one}} in ${name}` }))),
  ]);
  return problems.length > 0 ? problems : languageProblems(files[0]!.text, files[1]!.text);
}
