// npm start: builds if something changed, then becomes the game. In this very process, so that the terminal, signals
// and the exit code are the game's own.
import './require-node.cjs';
import { join } from 'node:path';
import { buildWhenNeeded, root } from './project.mjs';

if (!buildWhenNeeded()) process.exit(1);
process.argv[1] = join(root, 'bin', 'ackademy.cjs');
await import('../bin/ackademy.cjs');
