// What ssh2 asks of the files around it and of the names of its classes, which a bundle does not have. When a new release has another
// text, the build says so and the line is looked at again.
import { readFile } from 'node:fs/promises';

const REPLACEMENTS = [
  // For what the file carries in itself.
  { file: /poly1305\.js$/, old: '__dirname', by: "''" },
  // For a program of Windows that only its agents need.
  { file: /agent\.js$/, old: '__dirname', by: "''" },
  // Class names are shortened.
  { file: /utils\.js$/, old: "channel.constructor.name === 'Session'", by: "'_chanInfo' in channel" },
];

export const plainSsh2 = {
  name: 'plain ssh2',
  setup(build) {
    // Native code cannot be bundled; it does without its own, and asks for it in a way that expects that it is missing.
    build.onResolve({ filter: /^cpu-features$|sshcrypto\.node$/ }, ({ path }) => ({ path, namespace: 'native-of-ssh2' }));
    build.onLoad({ filter: /.*/, namespace: 'native-of-ssh2' }, ({ path }) => ({ contents: `throw new Error('${path} is not bundled');` }));
    build.onLoad({ filter: /[\\/]ssh2[\\/]lib[\\/](?:agent|utils|protocol[\\/]crypto[\\/]poly1305)\.js$/ }, async ({ path }) => {
      const { old, by } = REPLACEMENTS.find(({ file }) => file.test(path));
      const original = await readFile(path, 'utf8');
      if (!original.includes(old)) return { errors: [{ text: `${path} no longer has ${old}: tools/plain-ssh2.mjs must be looked at again` }] };
      return { contents: original.replaceAll(old, () => by), loader: 'js' };
    });
  },
};
