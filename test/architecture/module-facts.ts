import { parseSync, type Node, type Program, type StaticImport, type StaticExportEntry } from 'oxc-parser';

export type Import = {
  /** null when it is computed at run time and so cannot be checked. */
  readonly specifier: string | null;
  readonly typeOnly: boolean;
  readonly names: readonly string[];
  readonly line: number;
};

/** A name of the global scope that is used, with its property if it has one: `setTimeout`, `Date.now`. */
export type GlobalUse = { readonly name: string; readonly line: number };

export type ModuleFacts = {
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
  readonly hasDefaultExport: boolean;
  /** It has exports and nothing else: each one comes from another module. */
  readonly isBarrel: boolean;
};

export function moduleFacts(path: string, text: string): ModuleFacts {
  const { module, program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineAt = (offset: number): number => lineStarts.findLastIndex((start) => start <= offset) + 1;
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const { globals, asynchronous } = walk(program, lineAt);
  return {
    imports: [
      ...module.staticImports.map((item) => staticImport(item, lineAt)),
      ...exported.flatMap((entry) => reexport(entry, lineAt)),
      ...asynchronous,
    ],
    globals,
    hasDefaultExport: program.body.some(({ type }) => type === 'ExportDefaultDeclaration') || exported.some(({ exportName }) => exportName.name === 'default'),
    isBarrel: program.body.length > 0 && program.body.every(isReexport),
  };
}

function staticImport(item: StaticImport, lineAt: (offset: number) => number): Import {
  return {
    specifier: item.moduleRequest.value,
    typeOnly: item.entries.length > 0 && item.entries.every(({ isType }) => isType),
    names: item.entries.flatMap(({ importName }) => importName.name ?? []),
    line: lineAt(item.start),
  };
}

function reexport(entry: StaticExportEntry, lineAt: (offset: number) => number): readonly Import[] {
  if (entry.moduleRequest === null) return [];
  return [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType, names: [entry.importName.name].filter((name) => name !== null), line: lineAt(entry.start) }];
}

function isReexport(statement: Program['body'][number]): boolean {
  return statement.type === 'ExportAllDeclaration' || (statement.type === 'ExportNamedDeclaration' && statement.source !== null);
}

/** Goes through the whole tree for what the parser does not list: import(), import types, require(), names of globals. */
function walk(program: Program, lineAt: (offset: number) => number): { globals: GlobalUse[]; asynchronous: Import[] } {
  const globals: GlobalUse[] = [];
  const asynchronous: Import[] = [];

  function visit(node: Node): void {
    const line = (): number => lineAt(node.start);
    if (node.type === 'ImportExpression') {
      asynchronous.push({ specifier: literal(node.source), typeOnly: false, names: [], line: line() });
    } else if (node.type === 'TSImportType') {
      asynchronous.push({ specifier: node.source.value, typeOnly: true, names: [], line: line() });
    } else if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
      const [argument] = node.arguments;
      asynchronous.push({ specifier: argument === undefined ? null : literal(argument), typeOnly: false, names: [], line: line() });
    } else if (node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
      globals.push({ name: 'new Date()', line: line() });
    } else if (node.type === 'MemberExpression') {
      const name = memberName(node);
      if (name !== null) globals.push({ name, line: line() });
    } else if (node.type === 'Identifier') {
      globals.push({ name: node.name, line: line() });
    }
    for (const child of children(node)) visit(child);
  }

  visit(program);
  return { globals, asynchronous };
}

/** `Date.now`, `Date['now']` and `globalThis.Date.now` are all `Date.now`. */
function memberName(node: Extract<Node, { type: 'MemberExpression' }>): string | null {
  const property = node.computed ? literal(node.property) : 'name' in node.property ? node.property.name : null;
  if (property === null) return null;
  if (node.object.type === 'Identifier') return node.object.name === 'globalThis' ? property : `${node.object.name}.${property}`;
  const object = node.object.type === 'MemberExpression' ? memberName(node.object) : null;
  return object === null ? null : `${object}.${property}`;
}

function literal(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  return null;
}

/** The nodes inside, without those that are names of properties and not of variables (`x.process`, `{ process: 1 }`). */
function children(node: Node): Node[] {
  const isNamedMember = (key: string): boolean =>
    (node.type === 'MemberExpression' && key === 'property' && !node.computed) ||
    (key === 'key' && 'computed' in node && !node.computed && !('shorthand' in node && node.shorthand));
  return Object.entries(node)
    .filter(([key]) => !isNamedMember(key))
    .flatMap(([, value]): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string');
}
