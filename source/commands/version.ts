import packageJson from '../../package.json' with { type: 'json' };

/** The version of the program, which is also the engine that runs name. */
export const VERSION: string = packageJson.version;
