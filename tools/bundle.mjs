// How this project is bundled; shared by the product's build and by the scripts that run from source.
import { tablesAtBuildTime, textsAtBuildTime } from './at-build-time.mjs';
import { plainSsh2 } from './plain-ssh2.mjs';
import { quickBuiltins } from './quick-builtins.mjs';
import { quickInk } from './quick-ink.mjs';
import { quickSegmenters } from './quick-segmenter.mjs';
import { quickStringWidth } from './quick-string-width.mjs';

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
  plugins: [noDevtools, plainSsh2, quickInk, quickStringWidth, quickSegmenters, quickBuiltins, tablesAtBuildTime, textsAtBuildTime],
  // Native code cannot be bundled; only `prove` asks for it, and says so where it is missing.
  external: ['koffi'],
  logLevel: 'error',
};
