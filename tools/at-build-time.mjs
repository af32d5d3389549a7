// What can be computed while the program is built need not be computed at every start.
import * as esbuild from 'esbuild';

/** The exports of a module of this project, by name. */
async function exportsOf(path) {
  const { outputFiles } = await esbuild.build({ entryPoints: [path], bundle: true, platform: 'node', format: 'esm', write: false, logLevel: 'error' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** The two state machines compiled to tables: XState, 40 KB, is not loaded, and no machine is made. */
export const tablesAtBuildTime = {
  name: 'tables at build time',
  setup(build) {
    build.onLoad({ filter: /[\\/]source[\\/](?:connection[\\/]connection|referee[\\/]referee)-table\.ts$/ }, async ({ path }) => {
      const tables = Object.entries(await exportsOf(path));
      return { contents: tables.map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n'), loader: 'js' };
    });
  },
};

/**
 * A thousand texts in each language. As a program, V8 makes a constant of each at every start; as JSON they are read at
 * once, and only in the language that is spoken.
 */
export const textsAtBuildTime = {
  name: 'texts at build time',
  setup(build) {
    build.onLoad({ filter: /[\\/]source[\\/]message[\\/]catalogue\.ts$/ }, async ({ path }) => {
      const { catalogue } = await exportsOf(path);
      const { LANGUAGES } = await exportsOf(path.replace(/message[\\/]catalogue\.ts$/, 'language.ts'));
      const json = LANGUAGES.map((lang) => `${JSON.stringify(lang)}: () => ${JSON.stringify(JSON.stringify(catalogue(lang)))}`);
      return {
        contents: `const json = { ${json.join(', ')} };
const read = {};
export function catalogue(lang) {
  return read[lang] ??= Object.setPrototypeOf(JSON.parse(json[lang]()), null);
}`,
        loader: 'js',
      };
    });
  },
};
