/** The question, and its answer below it. The address holds the question, so that it can be kept. */
import {get, now, payers, vocabulary as vocabularyOf} from '../app/api.js';
import {answerOf} from '../app/answer.js';
import {caseForm, dateField} from '../app/case-form.js';
import {dayOf} from '../app/dates.js';
import {el} from '../app/dom.js';
import {factsOf, isQuestion, withFact} from '../app/facts.js';
import {problemNote} from '../app/problem.js';
import {ANSWERS, valueInWords} from '../app/words.js';

export async function lookupView(_, params, go) {
  const [vocabulary, today] = await Promise.all([vocabularyOf(params.get('payer')), now().then(dayOf)]);
  const asking = isQuestion(params);
  const ask = (question) => go(`#/lookup?${question}`);
  const form = await caseForm(
    params,
    vocabulary,
    'Look it up',
    ask,
    [dateField('Date of service', 'on', params.get('on') || today, true)],
    el(
      'details.more',
      {open: params.has('knownOn')},
      el('summary', 'As it was known on another day'),
      dateField('Known on', 'knownOn', params.get('knownOn') || ''),
    ),
  );
  const {requirement, problem} = asking
    ? await get('/v1/requirements', factsOf(params)).then(
        (answered) => ({requirement: answered}),
        (refused) => ({problem: refused}),
      )
    : {};
  return {
    title: requirement
      ? `${ANSWERS[requirement.answer].word}: ${valueInWords(vocabulary, 'service', requirement.facts.service || params.get('code'))}`
      : 'Look up',
    content: [
      el('h1', {class: asking ? 'small' : ''}, 'Does it need an authorization?'),
      !asking &&
        el('p.lead', 'The payer’s own words answer, with their date. What is not known is said, never guessed.'),
      form,
      problem && problemNote(problem),
      requirement &&
        answerOf(
          requirement,
          {
            vocabulary,
            today,
            payer: (await payers()).find(({id}) => id === params.get('payer')),
            choose: (fact, value) => ask(withFact(factsOf(params), fact, value)),
          },
          el('a.button', {href: `#/receipts/${requirement.receipt}`}, 'Permanent link'),
          el('a.button', {href: `#/dates?${datesQuestion(params, today)}`}, 'Check dates'),
          el('button', {type: 'button', on: {click: () => print()}}, 'Print'),
        ),
    ],
  };
}

/** The same case, to check its dates. */
function datesQuestion(params, today) {
  let question = withFact(factsOf(params), 'on', '');
  question = withFact(question, 'submittedOn', today);
  return withFact(question, 'serviceFrom', params.get('on') || today);
}
