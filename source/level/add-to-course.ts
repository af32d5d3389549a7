import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';

/**
 * course.yaml with one more level at the end of a world's list; the rest of the text stays as its author wrote it. Null
 * when there is no such world, or no list in it.
 */
export function addToCourse(text: string, world: string, level: string): string | null {
  const levels = listOf(text, world);
  if (levels === null) return null;
  const at = insertion(levels, text);
  return at === null ? null : text.slice(0, at.offset) + at.before + level + text.slice(at.offset);
}

/** The folders of a world's levels, as course.yaml lists them; none when there is no such world. */
export function levelFolders(text: string, world: string): readonly string[] {
  return (listOf(text, world)?.items ?? []).flatMap((item) => (isScalar(item) ? [String(item.value)] : []));
}

function listOf(text: string, world: string): YAMLSeq | null {
  const worlds = parseDocument(text).get('worlds');
  if (!isSeq(worlds)) return null;
  const levels = worlds.items.filter(isMap).find((item) => item.get('folder') === world)?.get('levels');
  return isSeq(levels) ? levels : null;
}

function insertion(levels: YAMLSeq, text: string): { readonly offset: number; readonly before: string } | null {
  const last = levels.items.at(-1);
  if (last === undefined) {
    const bracket = levels.range ? text.indexOf(']', levels.range[0]) : -1;
    return bracket < 0 ? null : { offset: bracket, before: '' };
  }
  if (!isScalar(last) || !last.range) return null;
  const [start, end] = last.range;
  if (levels.flow) return { offset: end, before: ', ' };
  const indent = /[^\n]*$/.exec(text.slice(0, start))![0];
  return { offset: end, before: `\n${indent}` };
}
