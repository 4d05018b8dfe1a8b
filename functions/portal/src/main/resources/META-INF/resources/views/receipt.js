/** An answer that was given, and whether it would be the same today. */
import {get, vocabulary as vocabularyOf} from '../app/api.js';
import {answerOf} from '../app/answer.js';
import {dayOf, time} from '../app/dates.js';
import {el} from '../app/dom.js';
import {icon} from '../app/icons.js';
import {badge} from '../app/question.js';
import {ANSWERS, FACTS} from '../app/words.js';

/** The members of an answer in words; one without a word is a detail. */
const MEMBERS = {
  answer: 'the answer',
  term: 'its name',
  administrator: 'who decides',
  channels: 'how to ask',
  windows: 'by when',
  validity: 'how long it is good for',
  allotment: 'how many',
  benefitLimits: 'the limits of the benefit',
  checklist: 'what to have ready',
  because: 'the reasons',
  notices: 'known troubles',
  upcoming: 'announced changes',
};

export async function receiptView([receipt]) {
  const requirement = await get(`/v1/receipts/${encodeURIComponent(receipt)}`);
  const {facts, on, knownOn, today} = requirement;
  const vocabulary = await vocabularyOf(facts.payer);
  const question = new URLSearchParams(
    Object.entries(facts)
      .filter(([fact]) => fact in FACTS && fact !== 'serviceDate')
      .flatMap(([fact, value]) => [value].flat().map((one) => [fact, one])),
  );
  question.set('on', on);
  return {
    title: `Receipt: ${ANSWERS[requirement.answer].word}`,
    content: [
      el('h1.small', 'An answer that was given'),
      el(
        'section',
        {class: `note ${today.same ? '' : 'warn'}`, 'data-same': String(today.same)},
        el(
          'h2.h3',
          icon(today.same ? 'check' : 'warning'),
          today.same ? 'Today it would be the same' : 'Today it would be different',
        ),
        el(
          'p',
          'By the rules known on ',
          time(knownOn, dayOf(today.knownOn)),
          '. ',
          today.same ? 'Keep this address: it shows this answer again.' : changed(requirement),
        ),
        !today.same && el('p', 'The answer today: ', badge(today.answer)),
        el(
          'p.actions',
          el('a.button', {href: `#/lookup?${question}`}, 'Ask again today'),
          el('button', {type: 'button', on: {click: () => print()}}, 'Print'),
        ),
      ),
      answerOf(requirement, {vocabulary, today: dayOf(today.knownOn)}),
    ],
  };
}

function changed({today}) {
  const members = [...new Set(today.changed.map((member) => MEMBERS[member] || 'details'))];
  return `What would differ: ${members.join(', ')}.`;
}
