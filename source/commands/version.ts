import packageJson from '../../package.json' with { type: 'json' };

/** The version of the package. A run does not name it: referee/run.ts says which versions there are. */
export const VERSION: string = packageJson.version;
