#!/usr/bin/env node
'use strict';
// Old syntax on purpose: an old Node must get as far as the sentence below.
var packageJson = require('../package.json');
var needed = packageJson.engines.node.replace('>=', '');
var want = needed.split('.').map(Number);
var have = process.versions.node.split('.').map(Number);
var isTooOld = have[0] < want[0] || (have[0] === want[0] && have[1] < want[1]);

if (isTooOld && process.env.ACKADEMY_ALLOW_OLD_NODE !== '1') {
  process.stderr.write('ackademy needs Node ' + needed + ' or later; this is Node ' + process.versions.node + '. (ACKADEMY_ALLOW_OLD_NODE=1 tries anyway.)\n');
  process.exit(2);
}

// The version alone is asked for: nothing needs to be loaded to say it. With other words beside it, the program reads them.
if (process.argv.length === 3 && /^(--version|-V|version)$/.test(process.argv[2])) {
  process.stdout.write(packageJson.version + '\n');
} else {
  void import('../dist/ackademy.mjs');
}
