/** The numbers of the solution shown when no seed is given: the same each time. */
export const WATCHED_SEED = '1';
