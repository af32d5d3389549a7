/** The id of the sandbox: no level of the course, though it is opened like one. It has no goal, and is never solved. */
export const SANDBOX = 'sandbox';
