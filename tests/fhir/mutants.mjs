// Six good resources, and eighteen that are broken in one way each, with who has to see it. A judge that passes what
// it should catch, or finds something in a good one, is not to be relied on.

const patient = { resourceType: 'Patient', id: 'p1' };
const procedure = {
  resourceType: 'Procedure', id: 's1', status: 'completed', code: { text: 'Bodywork session (client-logged)' },
  subject: { reference: 'Patient/p1' },
  performedPeriod: { start: '2026-05-02T15:00:00+02:00', end: '2026-05-02T16:00:00+02:00' },
};
const questionnaire = {
  resourceType: 'Questionnaire', id: 'q1', url: 'urn:uuid:00000000-0000-4000-8000-000000000001', version: '1.0.0',
  status: 'active', subjectType: ['Patient'],
  item: [
    { linkId: 'distress', text: 'Distress right now, 0-10', type: 'integer' },
    { linkId: 'ease', text: 'Ease', type: 'decimal' },
    { linkId: 'body', text: 'Where', type: 'group', item: [{ linkId: 'body.neck', text: 'Neck', type: 'integer' }] },
  ],
};
const response = {
  resourceType: 'QuestionnaireResponse', id: 'qr1', questionnaire: 'urn:uuid:00000000-0000-4000-8000-000000000001|1.0.0',
  partOf: [{ reference: 'Procedure/s1' }], status: 'completed', subject: { reference: 'Patient/p1' },
  source: { reference: 'Patient/p1' }, authored: '2026-05-02T18:30:00+02:00',
  item: [
    { linkId: 'distress', text: 'Distress right now, 0-10', answer: [{ valueInteger: 4 }] },
    { linkId: 'ease', answer: [{ valueDecimal: 2.5 }] },
    { linkId: 'body', text: 'Where', item: [{ linkId: 'body.neck', text: 'Neck', answer: [{ valueInteger: 3 }] }] },
  ],
};
const observation = {
  resourceType: 'Observation', id: 'o1', status: 'final',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
  code: {
    coding: [{ system: 'http://loinc.org', code: '72514-3',
      display: 'Pain severity - 0-10 verbal numeric rating [Score] - Reported' }],
    text: 'Pain 0-10',
  },
  subject: { reference: 'Patient/p1' }, effectiveDateTime: '2026-05-02T18:30:00+02:00',
  valueQuantity: { value: 3, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' },
  bodySite: { text: 'Neck' }, partOf: [{ reference: 'Procedure/s1' }],
  derivedFrom: [{ reference: 'QuestionnaireResponse/qr1' }],
};
const bundle = {
  resourceType: 'Bundle', type: 'collection',
  entry: [{ fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002', resource: patient }],
};

export const good = { patient, procedure, questionnaire, response, observation, bundle };

function broken(resource, change) {
  const copy = structuredClone(resource);
  change(copy);
  return copy;
}

const both = ['fhir', 'medplum'];

// What is broken, the resource, and who catches it.
export const mutants = [
  ['status missing', broken(response, (one) => delete one.status), both],
  ['linkId missing', broken(response, (one) => delete one.item[0].linkId), both],
  ['integer as string', broken(response, (one) => (one.item[0].answer[0].valueInteger = '4')), both],
  ['decimal as string', broken(observation, (one) => (one.valueQuantity.value = '3')), both],
  ['Observation without code', broken(observation, (one) => delete one.code), both],
  ['Procedure without subject', broken(procedure, (one) => delete one.subject), both],
  ['status done', broken(response, (one) => (one.status = 'done')), ['fhir']],
  ['item type scale', broken(questionnaire, (one) => (one.item[0].type = 'scale')), ['fhir']],
  ['answer.value untyped', broken(response, (one) => (one.item[0].answer = [{ value: 4 }])), ['medplum', 'rules']],
  ['bad date', broken(observation, (one) => (one.effectiveDateTime = '2026-13-45')), ['medplum']],
  ['dateTime without seconds and zone', broken(response, (one) => (one.authored = '2026-05-02T18:30')), ['medplum']],
  ['item and answer.item, qrs-1', broken(response, (one) => {
    one.item[0].item = [{ linkId: 'a', text: 'a' }];
    one.item[0].answer[0].item = [{ linkId: 'b', text: 'b' }];
  }), ['medplum']],
  ['unknown property', broken(response, (one) => (one.mood = 'fine')), ['medplum']],
  ['dataAbsentReason beside a value, obs-6', broken(observation, (one) => (one.dataAbsentReason = { text: 'x' })),
    ['medplum']],
  ['empty group, que-1', broken(questionnaire, (one) => delete one.item[2].item), ['medplum']],
  ['two values', broken(response, (one) => (one.item[0].answer[0].valueString = '4')), ['rules']],
  ['empty list', broken(response, (one) => (one.item[0].answer = [])), ['rules']],
  ['linkId twice, que-2', broken(questionnaire, (one) => (one.item[1].linkId = 'distress')), ['fhirpath']],
];

// --- bundles whose resources do not fit each other ---

const system = 'urn:uuid:00000000-0000-4000-8000-00000000000c';

function entry(resource) {
  return { fullUrl: `urn:uuid:${resource.id}`, resource };
}

const fitting = {
  resourceType: 'Bundle', type: 'collection',
  entry: [
    entry({ resourceType: 'Patient', id: 'p' }),
    entry({
      resourceType: 'Questionnaire', id: 'q', url: 'urn:uuid:q', version: '1', status: 'active',
      item: [
        { linkId: 'distress', type: 'decimal',
          extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: 10 }] },
        { linkId: 'side', type: 'choice', answerOption: [{ valueCoding: { system, code: 'left' } }] },
      ],
    }),
    { fullUrl: system, resource: {
      resourceType: 'CodeSystem', id: system.slice(9), status: 'active', content: 'fragment',
      concept: [{ code: 'left' }, { code: 'right' }],
    } },
    entry({
      resourceType: 'QuestionnaireResponse', id: 'r', questionnaire: 'urn:uuid:q|1', status: 'completed',
      subject: { reference: 'urn:uuid:p' },
      item: [
        { linkId: 'distress', answer: [{ valueDecimal: 4 }] },
        { linkId: 'side', answer: [{ valueCoding: { system, code: 'left' } }] },
      ],
    }),
  ],
};

function misfit(change) {
  return broken(fitting, (one) => change(one.entry[3].resource, one));
}

// What does not fit, the bundle, and what is said of it.
export const brokenBundles = [
  ['all fits', fitting, []],
  ['a relative reference', misfit((one) => (one.subject.reference = 'Patient/p')), ['r: nothing is called Patient/p']],
  ['no such questionnaire', misfit((one) => (one.questionnaire = 'urn:uuid:q|2')), ['r: no questionnaire is urn:uuid:q|2']],
  ['nobody asked', misfit((one) => (one.item[0].linkId = 'ease')), ['r: nobody asked ease']],
  ['another type', misfit((one) => (one.item[0].answer = [{ valueInteger: 4 }])),
    ['r: distress is decimal, answered by valueInteger']],
  ['out of range', misfit((one) => (one.item[0].answer[0].valueDecimal = 11)), ['r: distress is out of range']],
  ['answered twice', misfit((one) => one.item.push(one.item[0])), ['r: distress is answered twice']],
  ['no such option', misfit((one) => (one.item[1].answer[0].valueCoding.code = 'right')), ['r: side has no such option']],
  ['no such code', misfit((one, all) => (all.entry[2].resource.concept = [{ code: 'right' }])),
    ['q: no system has the code left', 'r: no system has the code left']],
  ['a control character', misfit((one) => (one.item[0].text = 'a\x1bb')), ['r: text holds a control character']],
  ['another id', misfit((one) => (one.id = 'x')), ['urn:uuid:r: its id is another one']],
  ['the same twice', misfit((one, all) => all.entry.push(all.entry[0])), ['a fullUrl stands twice']],
];
