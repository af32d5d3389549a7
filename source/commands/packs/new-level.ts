import { LANGUAGES, type Lang } from '../../language.ts';
import type { Role } from '../../level/level.ts';
import type { LevelFiles } from '../../level/parse-course.ts';
import { SKELETONS } from '../../level/skeleton.ts';
import { textFileName } from '../../level/texts.ts';
import { readYaml } from '../../level/yaml-text.ts';
import { SCAFFOLD_IDS, scaffoldText, type ScaffoldId } from '../../message/scaffold.ts';
import { fill } from '../../message/say.ts';

/** The files of a new level: a small one that works, its comments in `lang`, its texts still to be written in both languages. */
export function newLevelFiles(id: string, role: Role, lang: Lang): LevelFiles {
  const comments = Object.fromEntries(SCAFFOLD_IDS.filter((key) => key.startsWith('scaffold.c.')).map((key) => [key.slice('scaffold.'.length), scaffoldText(lang, key)]));
  const yaml = fill(SKELETONS[role], { ...comments, id, role });
  const texts = LANGUAGES.map((language) => [textFileName(language), sections(yaml).map((section) => `# ${section}\n\n${guidance(language, section)}\n`).join('\n')]);
  return { 'level.yaml': yaml, ...(Object.fromEntries(texts) as LevelFiles) };
}

type Parts = Readonly<Record<'goals' | 'lose' | 'predictions' | 'hints' | 'mistakes', Readonly<Record<string, { readonly options?: object }>>>> & { readonly menu?: readonly { readonly label?: string }[] };

/** The sections that the level's texts must have, in the order in which a reader meets them. */
function sections(yaml: string): readonly string[] {
  const read = readYaml('level.yaml', yaml);
  if (!read.ok) throw new Error(`the skeleton of a level is no YAML: ${read.problems[0]?.came}`);
  const { goals, lose, predictions, hints, mistakes, menu } = read.yaml.value as Parts;
  return [
    'title',
    'briefing',
    ...Object.keys(goals).map((name) => `goal.${name}`),
    ...Object.keys(lose).map((name) => `lose.${name}`),
    ...Object.entries(predictions).flatMap(([name, { options }]) => [`predict.${name}`, ...Object.keys(options ?? {}).map((key) => `predict.${name}.${key}`)]),
    ...Object.keys(hints).flatMap((name) => [1, 2, 3].map((step) => `hint.${name}.${step}`)),
    ...Object.keys(mistakes).map((name) => `mistake.${name}`),
    ...(menu ?? []).flatMap(({ label }) => (label === undefined ? [] : [`menu.${label}`])),
    'debrief',
    'takeaway',
  ];
}

/** What a section is to say: the author replaces it. */
function guidance(lang: Lang, section: string): string {
  const [kind, id = '', key = ''] = section.split('.');
  const which = kind === 'hint' ? `hint.${key}` : kind === 'predict' && key !== '' ? 'option' : kind;
  return scaffoldText(lang, `scaffold.${which}` as ScaffoldId, { id, key });
}
