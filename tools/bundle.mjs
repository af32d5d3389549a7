// How this project is bundled; shared by the product's build and by the scripts that run from source.
import { readFile } from 'node:fs/promises';
import { quickStringWidth } from './quick-string-width.mjs';

/** Yoga's loader calls fetch() on a data URL, which loads Node's whole HTTP client: 40 ms at every start. */
const yogaWithoutFetch = {
  name: 'yoga without fetch',
  setup(build) {
    build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
      const original = await readFile(path, 'utf8');
      const contents = original.replaceAll('"function"!=typeof fetch', 'true');
      if (contents === original) return { errors: [{ text: 'yoga no longer asks for fetch: this plugin can go' }] };
      return { contents, loader: 'js' };
    });
  },
};

/** Ink names React's devtools, an optional peer that we do not install. */
const noDevtools = {
  name: 'no devtools',
  setup(build) {
    build.onResolve({ filter: /^react-devtools-core$/ }, ({ path }) => ({ path, namespace: 'no-devtools' }));
    build.onLoad({ filter: /.*/, namespace: 'no-devtools' }, () => ({ contents: 'export default undefined;' }));
  },
};

/** @type {import('esbuild').BuildOptions} */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Node 20 knows \p{...}. Rewritten for older ones, a literal becomes `new RegExp` wherever it stands: in Ink's inner
  // loop, once for every character that is drawn.
  supported: { 'regexp-unicode-property-escapes': true },
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"', "process.env['DEV']": '"false"' },
  plugins: [yogaWithoutFetch, noDevtools, quickStringWidth],
  // CommonJS packages inside an ES module bundle still call require() for Node's own modules.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  // Native code cannot be bundled; only `prove` asks for it, and says so where it is missing.
  external: ['koffi'],
  logLevel: 'error',
};
