/** An answer of the lookup: what is needed, from whom, by when, and why. */
import {quote, source, statement} from './cite.js';
import {contacts} from './contact.js';
import {dayOf, time} from './dates.js';
import {cards, el, folded, section} from './dom.js';
import {icon} from './icons.js';
import {questionOf} from './question.js';
import {verdict} from './verdict.js';
import {windowCard} from './window.js';
import {ANSWERS, DATES, FACTS, NEEDS, PERIODS, UNITS, capital, plain, valueInWords} from './words.js';

const TO_BE_ASKED = ['authorization-required', 'notification-required', 'referral-required'];

/**
 * @param {Object} requirement of the API
 * @param {Object} context
 * @param {Map} context.vocabulary the facts with their values in words
 * @param {string} context.today
 * @param {(fact: string, value: *) => void} [context.choose] what to do with a choice; without it nothing is asked
 * @param {Object} [context.payer] whom to ask where no rule speaks
 * @param {...Node} actions what can be done with the answer
 */
export function answerOf(requirement, context, ...actions) {
  const {because, questions} = requirement;
  const asked = context.choose ? questions : [];
  const deciding = asked.filter(({changes}) => changes.includes('answer'));
  const refining = asked.filter(({changes}) => !changes.includes('answer'));
  const ask = (question) => questionOf(question, context.choose, context.vocabulary.get(question.fact)?.kind);
  const noRule = requirement.answer === 'undetermined' && questions.length === 0;
  return el(
    'article.answer',
    {'data-answer': requirement.answer},
    headOf(requirement, context, noRule, actions),
    deciding.length > 0 &&
      el(
        'div.asks',
        el('p.lead', deciding.length === 1 ? 'This decides it:' : 'These decide it; begin with any:'),
        deciding.map(ask),
      ),
    requirement.notices.map((notice) => noticeOf(notice)),
    upcomingOf(requirement.upcoming, context.today),
    el(
      'div.parts',
      requirement.verify &&
        section(
          'Check it for this member',
          el('div.card', statement(requirement.verify), el('p', `Where: ${requirement.verify.where}`)),
        ),
      section('By when', cards(requirement.windows.map((window) => windowCard(window, context.today)))),
      section(
        TO_BE_ASKED.includes(requirement.answer) ? 'How to ask' : 'Whom to ask',
        contacts(noRule ? withPayer(requirement.channels, context.payer) : requirement.channels),
      ),
      section('Who asks', requirement.requester && el('div.card', requesterOf(requirement.requester, context))),
      section('Have ready', checklistOf(requirement.checklist)),
      section('How to fill in the lines', requirement.lines && el('div.card', statement(requirement.lines))),
      section(
        'How long it is good for',
        requirement.validity &&
          el(
            'div.card',
            requirement.validity.days !== null &&
              el('p.figure', `${requirement.validity.days} days from ${DATES[requirement.validity.anchor]}`),
            statement(requirement.validity),
          ),
      ),
      section(
        'How many',
        cards(
          requirement.allotment &&
            amountOf(
              requirement.allotment,
              requirement.allotment.automatic ? 'approved without review' : 'with a request',
            ),
          requirement.benefitLimits.map((limit) => amountOf(limit, 'limit of the benefit')),
        ),
      ),
      section('If nobody asks', requirement.consequence && el('div.card.warn', statement(requirement.consequence))),
    ),
    requirement.conflicts.map(conflictOf),
    because.length > 1 &&
      folded(
        `Also by these rules (${because.length - 1})`,
        cards(because.slice(1).map((reason) => el('li.card', statement(reason, true)))),
      ),
    refining.length > 0 && folded('Say more to get it more exactly', refining.map(ask)),
    requirement.guidance.length > 0 &&
      folded(
        `What else the documents say (${requirement.guidance.length})`,
        cards(
          requirement.guidance.map((guidance) =>
            el('li.card', el('p.kind', plain(guidance.kind)), statement(guidance)),
          ),
        ),
      ),
    setAside(requirement),
  );
}

function headOf(requirement, context, noRule, actions) {
  const finding = ANSWERS[requirement.answer];
  const [reason] = requirement.because;
  return verdict(
    noRule ? {...finding, word: 'Not known: no rule speaks'} : finding,
    Boolean(context.choose),
    el('p.lead', leadOf(requirement) || finding.says),
    dayOf(requirement.knownOn) < context.today &&
      el(
        'p.then',
        'So it was known on ',
        time(dayOf(requirement.knownOn), context.today),
        ', whatever is known today.',
      ),
    reason && el('div.reason', statement(reason, true)),
    asked(requirement, context),
    actions.length > 0 && el('p.actions', actions),
  );
}

function leadOf({answer, term, administrator}) {
  const by = administrator?.name;
  switch (answer) {
    case 'authorization-required':
      return `${capital(term || 'authorization')}${by ? `, from ${by}` : ''}. Ask before the service.`;
    case 'notification-required':
      return by ? `Tell ${by} in time. No authorization has to be asked for.` : null;
    default:
      return null;
  }
}

function asked({facts, on, knownOn}, {vocabulary, today}) {
  const known = Object.entries(facts)
    .filter(([fact]) => fact !== 'serviceDate')
    .map(([fact, value]) => [FACTS[fact], valueInWords(vocabulary, fact, value)]);
  return el(
    'dl.asked',
    known.map(([name, value]) => el('div', el('dt', name), el('dd', value))),
    el('div', el('dt', FACTS.serviceDate), el('dd', time(on, today))),
    el('div', el('dt', 'By the rules known on'), el('dd', time(dayOf(knownOn)))),
  );
}

/** The payer's own contact comes first, and each only once. */
function withPayer(channels, payer) {
  const own = payer?.contact ? [payer.contact] : [];
  return [...own, ...channels.filter(({id}) => !own.some((contact) => contact.id === id))];
}

function requesterOf(requester, {vocabulary}) {
  return [
    el(
      'p.figure',
      capital(requester.roles.map((role) => valueInWords(vocabulary, 'requesterRole', role)).join(' or ')),
    ),
    requester.allowed === false && el('p.badge.tone-stop', icon('cross'), 'Not the requester that was given'),
    statement(requester),
  ];
}

function checklistOf(checklist) {
  const groups = Map.groupBy(checklist, ({group}) => group);
  return (
    groups.size > 0 &&
    el(
      'div.cards',
      [...groups].map(([group, items]) =>
        el(
          'div.card',
          el('h4', capital(plain(group))),
          el(
            'ul.checklist',
            items.map(({item, need, note, cite}) =>
              el(
                'li',
                el('span', item),
                need !== 'required' && [' ', el('span.badge.tone-plain', NEEDS[need])],
                note && el('p.hint', note),
                source(cite),
              ),
            ),
          ),
        ),
      ),
    )
  );
}

/** What may be used in a period. */
export function amountOf(amount, what) {
  const {limit, unit, combined, period = amount.kind} = amount;
  return el(
    'li.card',
    el('p.kind', capital(what)),
    limit !== null && el('p.figure', `${limit} ${UNITS[unit]} in a ${PERIODS[period]}`),
    combined?.length > 0 && el('p.hint', `Together: ${combined.map(plain).join(', ')}`),
    statement(amount),
  );
}

function noticeOf(notice) {
  const {text, reading: read, cite, from, until, symptoms, fallback, stillRequired} = notice;
  return el(
    'section.note.warn',
    el('h3', icon('warning'), 'Trouble that is known'),
    (from || until) &&
      el('p.hint', from && ['from ', time(from)], from && until && ' ', until && ['until before ', time(until)]),
    statement({text, reading: read, cite}),
    symptoms.length > 0 &&
      folded(
        'What to do',
        symptoms.map((symptom) =>
          el(
            'div.card',
            el('h4', symptom.when),
            el(
              'ol',
              symptom.steps.map((step) => el('li', step)),
            ),
            source(symptom.cite),
          ),
        ),
      ),
    stillRequired && statement(stillRequired),
    fallback.length > 0 && folded('Another way meanwhile', contacts(fallback)),
  );
}

function upcomingOf(changes, today) {
  return (
    changes.length > 0 &&
    el(
      'section.note',
      el('h3', icon('clock'), 'This changes'),
      cards(
        changes.map(({from, change, text, cite}) =>
          el(
            'li.card',
            el('p.figure', change === 'begins' ? 'from ' : 'until before ', time(from, today)),
            statement({text, cite}),
          ),
        ),
      ),
    )
  );
}

function conflictOf({text, readings}) {
  return el(
    'section.note',
    el('h3', icon('warning'), 'The documents contradict themselves'),
    el('p', text),
    cards(
      readings.map((read) =>
        el(
          'li.card',
          read.used && el('p.badge.tone-tell', 'The answer follows this one'),
          el('p', read.text),
          quote(read.cite),
        ),
      ),
    ),
  );
}

function setAside({rejected, overridden}) {
  const count = rejected.length + overridden.length;
  return (
    count > 0 &&
    folded(
      `Rules that were looked at and do not apply (${count})`,
      el(
        'ul.plainly',
        rejected.map(({rule, failedOn}) =>
          el('li', el('code', rule), `: not with this ${(FACTS[failedOn] || failedOn).toLowerCase()}`),
        ),
        overridden.map(({rule, by}) =>
          el(
            'li',
            el('code', rule),
            ': another one goes before it, ',
            by.map((one) => el('code', one)),
          ),
        ),
      ),
    )
  );
}
