import { isAlias, isMap, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import { forbiddenIn, hostileText, MAX_LINE_CHARACTERS } from './hostile.ts';
import type { Problem } from './problem.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as a plain value, and where in the text each part of it stands. */
export interface YamlText {
  readonly file: string;
  readonly value: unknown;
  /** The place of the value at a path, or of the nearest thing around it. */
  place(path: readonly PropertyKey[]): Place;
  /** The place of a key in the map at a path. */
  placeOfKey(path: readonly PropertyKey[], key: string): Place;
}

export type YamlResult = { readonly ok: true; readonly yaml: YamlText } | { readonly ok: false; readonly problems: readonly Problem[] };

const MAX_NODES = 20_000;
const MAX_DEPTH = 24;

/**
 * Reads one YAML 1.2 document of plain maps, lists, texts and numbers. Aliases, tags and merge keys are refused: a small
 * file must not grow into a large value, and a level needs none.
 */
export function readYaml(file: string, text: string): YamlResult {
  const hostile = hostileText(file, text);
  if (hostile.length > 0) return { ok: false, problems: hostile };
  const tooDeep = nestedTooDeep(file, text);
  if (tooDeep !== null) return { ok: false, problems: [tooDeep] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', uniqueKeys: true, prettyErrors: false, logLevel: 'silent' });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problem = (offset: number, expected: string, came: string): Problem => ({ file, ...at(offset), expected, example: null, came });
  const problems = [
    ...[...document.errors, ...document.warnings].map(({ pos, message, code }) => problem(pos[0], 'well-formed YAML', code === 'DUPLICATE_KEY' ? 'a key that the map has already' : message.split('\n')[0]!)),
    ...refusedNodes(document, problem),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const nodeAt = (path: readonly PropertyKey[]): Node | null => {
    for (let length = path.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node;
    }
    return null;
  };
  const place = (path: readonly PropertyKey[]): Place => at(nodeAt(path)?.range?.[0] ?? 0);
  const placeOfKey = (path: readonly PropertyKey[], key: string): Place => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === key) : undefined;
    return isNode(pair?.key) && pair.key.range ? at(pair.key.range[0]) : place(path);
  };
  return { ok: true, yaml: { file, value: document.toJS({ maxAliasCount: 0 }), place, placeOfKey } };
}

/** The parser is recursive: depth is bounded before it runs, by brackets and by indentation. */
function nestedTooDeep(file: string, text: string): Problem | null {
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.length - line.trimStart().length;
    const brackets = line.match(/[[{]/g)?.length ?? 0;
    const dashes = /^(?:\s*[-?:]\s)+/.exec(line)?.[0].match(/[-?:]/g)?.length ?? 0;
    if (indent > MAX_DEPTH * 4 || brackets > 200 || dashes > MAX_DEPTH) return { file, line: index + 1, column: 1, expected: `at most ${MAX_DEPTH} levels of nesting`, example: null, came: 'more' };
  }
  return null;
}

function refusedNodes(document: Document, problem: (offset: number, expected: string, came: string) => Problem): readonly Problem[] {
  const problems: Problem[] = [];
  let nodes = 0;
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      nodes++;
      if (nodes > MAX_NODES) return stop(problems, problem(offset, `at most ${MAX_NODES} values in a file`, 'more'));
      if (path.length > MAX_DEPTH * 2) return stop(problems, problem(offset, `at most ${MAX_DEPTH} levels of nesting`, 'more'));
      if (isAlias(node)) return stop(problems, problem(offset, 'a value written out', 'an alias (*name)'));
      if (node.anchor !== undefined) return stop(problems, problem(offset, 'a value without an anchor', `the anchor &${node.anchor.slice(0, 40)}`));
      if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:')) return stop(problems, problem(offset, 'a value without a tag', 'a tag (!name)'));
      // An escape in quotes ("\u001b") is harmless in the file and not in its value.
      if (isScalar(node) && typeof node.value === 'string') problems.push(...refusedText(node.value).map(([expected, came]) => problem(offset, expected, came)));
      return undefined;
    },
  });
  return problems;
}

function refusedText(text: string): readonly (readonly [expected: string, came: string])[] {
  if (text.length > MAX_LINE_CHARACTERS) return [[`at most ${MAX_LINE_CHARACTERS} characters in a text`, `${text.length}`]];
  if (text.includes('\n')) return [['a text on one line', 'a line break in it']];
  return forbiddenIn(text).map(({ came }) => ['plain printable text', came]);
}

function stop(problems: Problem[], problem: Problem): symbol {
  problems.push(problem);
  return visit.BREAK;
}
