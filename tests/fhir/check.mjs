// Says as JSON what is wrong with FHIR bundles:
//
//   node tests/fhir/check.mjs MODULES FILE...     {"FILE": ["medplum: entry 3: …"]}
//   node tests/fhir/check.mjs MODULES --judges    who of the judges caught each of the broken resources
//
// MODULES is the folder with node_modules.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brokenBundles, good, mutants } from './mutants.mjs';
import { betweenResources, checkBundle, loadJudges } from './validators.mjs';

const [modules, ...files] = process.argv.slice(2);
const judges = loadJudges(path.resolve(modules));

function caughtBy(resource) {
  return Object.keys(judges).filter((name) => judges[name](resource).length > 0);
}

function judged() {
  return {
    good: Object.entries(good).map(([name, resource]) => ({ name, expected: [], caught: caughtBy(resource) })),
    mutants: mutants.map(([name, resource, expected]) => ({ name, expected, caught: caughtBy(resource) })),
    bundles: brokenBundles.map(([name, bundle, expected]) => ({ name, expected, caught: betweenResources(bundle) })),
  };
}

function checked(file) {
  return checkBundle(JSON.parse(readFileSync(file, 'utf8')), judges);
}

const said = files[0] === '--judges' ? judged() : Object.fromEntries(files.map((file) => [file, checked(file)]));
console.log(JSON.stringify(said));
