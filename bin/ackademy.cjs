#!/usr/bin/env node
'use strict';
// Old syntax on purpose: an old Node must get as far as the sentence below.
var needed = require('../package.json').engines.node.replace('>=', '');
var want = needed.split('.').map(Number);
var have = process.versions.node.split('.').map(Number);
var isTooOld = have[0] < want[0] || (have[0] === want[0] && have[1] < want[1]);

if (isTooOld && process.env.ACKADEMY_ALLOW_OLD_NODE !== '1') {
  process.stderr.write('ackademy needs Node ' + needed + ' or later; this is Node ' + process.versions.node + '. (ACKADEMY_ALLOW_OLD_NODE=1 tries anyway.)\n');
  process.exit(2);
}

void import('../dist/ackademy.mjs');
