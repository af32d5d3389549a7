import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { layers, type Layer } from './layers.ts';
import { moduleFacts, type Import, type ModuleFacts } from './module-facts.ts';

const clocksAndDice = new Set(['Date.now', 'new Date()', 'performance.now', 'Math.random', 'setTimeout', 'setInterval', 'setImmediate', 'crypto.randomUUID', 'crypto.getRandomValues']);
const nodeGlobals = new Set(['process', 'Buffer']);
const actorMakers = new Set(['createActor', 'interpret', 'useActor', 'useActorRef', 'useMachine']);
const catchAllNames = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'shared', 'misc', 'lib']);

/** The broken rules of a tree of source files, one sentence each. Keys are paths below source/, with forward slashes. */
export function violations(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => violationsOfFile(path, text));
}

function violationsOfFile(path: string, text: string): readonly string[] {
  const name = layerOf(path);
  const layer = layers[name];
  if (layer === undefined) return [`${path}: source/${name} is not in the table of test/architecture/layers.ts: say there what it may import`];
  const facts = moduleFacts(path, text);
  return [
    ...facts.imports.flatMap((item) => brokenImport(path, name, layer, item).map((reason) => `${path}:${item.line}: ${reason}`)),
    ...brokenGlobals(path, name, layer, facts),
    ...brokenShape(path, facts).map((reason) => `${path}: ${reason}`),
  ];
}

/** tcp/flags.ts is in layer tcp; time.ts is a layer of its own. */
function layerOf(path: string): string {
  const [first = ''] = path.split('/');
  return first.replace(/\.tsx?$/, '');
}

function brokenImport(path: string, name: string, layer: Layer, item: Import): readonly string[] {
  const { specifier, typeOnly } = item;
  if (specifier === null) return ['an import computed at run time cannot be checked: name the module'];
  if (specifier.startsWith('.')) return brokenRelativeImport(path, name, layer, specifier, typeOnly);
  const made = item.names.filter((imported) => actorMakers.has(imported));
  if (made.length > 0 && layer.actors !== true) return [`${made.join(', ')}: only screens, app and commands create actors`];
  return mayImportPackage(layer, specifier) ? [] : [`${name} may not import the package ${specifier}`];
}

function brokenRelativeImport(path: string, name: string, layer: Layer, specifier: string, typeOnly: boolean): readonly string[] {
  const target = posix.join(posix.dirname(path), specifier);
  if (target === '../package.json' && layer.node === true) return [];
  if (target.startsWith('..')) return [`${specifier} leaves source/`];
  if (!/\.tsx?$/.test(specifier)) return [`${specifier} does not end in .ts or .tsx, as imports here do`];
  const other = layerOf(target);
  if (other === name || layer.imports.includes(other)) return [];
  if (layer.types?.includes(other) === true) return typeOnly ? [] : [`${name} may import only types of ${other}: write \`import type\``];
  return [`${name} may not import ${other}`];
}

function mayImportPackage(layer: Layer, specifier: string): boolean {
  const isAllowed = (allowed: string): boolean => specifier === allowed || specifier.startsWith(`${allowed}/`);
  return (layer.node === true && isBuiltin(specifier)) || (layer.packages ?? []).some(isAllowed);
}

function brokenGlobals(path: string, name: string, layer: Layer, facts: ModuleFacts): readonly string[] {
  return facts.globals.flatMap((use) => {
    const at = `${path}:${use.line}: `;
    if (clocksAndDice.has(use.name) && layer.realTime !== true) return [`${at}${use.name}: time and chance are arguments in ${name}`];
    if (nodeGlobals.has(use.name) && layer.node !== true) return [`${at}${use.name}: ${name} does not know Node`];
    if (use.name === 'process.exit' && name !== 'cli') return [`${at}process.exit: only cli.ts may exit the process`];
    return [];
  });
}

function brokenShape(path: string, facts: ModuleFacts): readonly string[] {
  const parts = path.replace(/\.tsx?$/, '').split('/');
  const catchAll = parts.find((part) => catchAllNames.has(part));
  return [
    ...(catchAll === undefined ? [] : [`"${catchAll}" says nothing: name the folder or file for the one thing it holds`]),
    ...(path === 'types.ts' ? ['no global types: a type lives with what it is about'] : []),
    ...(facts.isBarrel || parts.at(-1) === 'index' ? ['a barrel: import from the file that defines the thing'] : []),
    ...(facts.hasDefaultExport ? ['a default export: export it by name'] : []),
  ];
}
