'use strict';
// npm puts node_modules/.bin first in PATH, so npm scripts run on the Node of tools/node24. Where no such binary
// exists (macOS, or `npm ci --omit=optional`), they fall back to the Node of the system, which may be too old.
var needed = require('../package.json').engines.node.replace('>=', '');
var want = needed.split('.').map(Number);
var have = process.versions.node.split('.').map(Number);
var isTooOld = have[0] < want[0] || (have[0] === want[0] && have[1] < want[1]);

if (isTooOld) {
  process.stderr.write(
    'This project is developed on Node ' + needed + ' or later, but this is Node ' + process.versions.node + '.\n' +
    'On Linux and Windows `npm ci` brings a Node 24 for the npm scripts: run it, then use `npm start`, `npm test` or `npx`.\n' +
    'Elsewhere install a current Node (https://nodejs.org) first.\n');
  process.exit(2);
}
