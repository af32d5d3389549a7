// `import ... from 'node:util'` reads every export of the module once, and some of them load others: util alone brings
// in the diff of `assert`, colours and the terminal, 8 ms at every start. Asked for as an object, only what is used loads.
import { builtinModules } from 'node:module';

const names = new Set(builtinModules);

/** Node's own modules by process.getBuiltinModule(), which Node has since 22.3 and 20.16. */
export const quickBuiltins = {
  name: 'quick built-in modules',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      // Newer modules (node:sqlite) are known by their whole name only.
      if (!(names.has(name) || names.has(path)) || kind === 'dynamic-import') return undefined;
      return { path: name, namespace: kind === 'require-call' ? 'required-builtin' : 'imported-builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'required-builtin' }, ({ path }) => ({ contents: `module.exports = process.getBuiltinModule('node:${path}');` }));
    build.onLoad({ filter: /.*/, namespace: 'imported-builtin' }, ({ path }) => ({ contents: asModule(path) }));
  },
};

/** Modules of which only functions are used, and hardly ever: `child_process` for the size of a terminal that does not tell it. */
const CALLED_SELDOM = new Set(['child_process']);

/** What nobody imports, esbuild removes: hence the calls marked as pure. */
function asModule(name) {
  const exported = Object.keys(process.getBuiltinModule(`node:${name}`)).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default');
  if (CALLED_SELDOM.has(name)) return exported.map((key) => `export function ${key}(...given) { return process.getBuiltinModule('node:${name}').${key}(...given); }`).join('\n');
  const lines = exported.map((key) => `const __${key} = /* @__PURE__ */ (() => builtin.${key})();`);
  return [
    `const builtin = process.getBuiltinModule('node:${name}');`,
    'export default builtin;',
    ...lines,
    `export { ${exported.map((key) => `__${key} as ${key}`).join(', ')} };`,
  ].join('\n');
}
