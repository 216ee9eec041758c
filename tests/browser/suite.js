"use strict";
/* Runs tests one after the other and prints the counts as the suites in C do: tools/count_tests.awk reads them. */

const tests = [];

/** Declare a test; `run` may be asynchronous, and fails by throwing. */
function test(name, run) {
  tests.push({ name, run });
}

async function failure(run) {
  try {
    await run();
    return null;
  } catch (error) {
    return error;
  }
}

/** Run what was declared; `prepare` gives back how to clean up. The exit code of the process tells whether all passed. */
async function runSuite(name, prepare) {
  const cleanUp = await prepare();
  let failed = 0;
  for (const { name: title, run } of tests) {
    const error = await failure(run);
    failed += error === null ? 0 : 1;
    console.log(error === null ? `  passed  ${title}` : `  FAILED  ${title}\n${error.stack}`);
  }
  await cleanUp();
  console.log(`suite ${name}: tests ${tests.length}, failed ${failed}, skipped 0`);
  process.exitCode = failed > 0 || tests.length === 0 ? 1 : 0;
}

module.exports = { test, runSuite };
