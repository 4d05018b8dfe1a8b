/** One authorization as it is now: where it stands, what comes next, and how it came about. */
import {file, get, now, vocabulary as vocabularyOf} from '../app/api.js';
import {ASK_STATES, DEADLINES, LETTERS, LINE_ACTIONS, OWNERS, STATUSES} from '../app/authorization-words.js';
import {statement} from '../app/cite.js';
import {contacts} from '../app/contact.js';
import {dayOf, readable, time} from '../app/dates.js';
import {cards, el, folded, pairs, rows, section} from '../app/dom.js';
import {icon} from '../app/icons.js';
import {save} from '../app/save.js';
import {verdict} from '../app/verdict.js';
import {FACTS, UNITS, capital, plain, valueInWords} from '../app/words.js';

export async function authorizationView([id]) {
  const [today, vocabulary, found] = await Promise.all([
    now().then(dayOf),
    vocabularyOf(),
    get(`/v1/authorizations/${encodeURIComponent(id)}`),
  ]);
  const context = {today, vocabulary};
  return {
    title: `${STATUSES[found.status].word}: ${found.id}`,
    content: [
      el('h1.small', found.parts ? 'A request that went to several administrators' : 'A request'),
      (found.parts || [found]).map((part) => authorizationOf(part, context)),
    ].flat(),
  };
}

function authorizationOf(one, context) {
  const {today} = context;
  return el(
    'article.answer',
    {'data-status': one.status},
    headOf(one, context),
    section('What is approved', one.authorization && approved(one)),
    section('Line by line', one.lines.length > 0 && linesOf(one.lines)),
    section(
      'What is asked for',
      one.pend && el('div.card', el('p', readable(one.pend.text)), rows(one.pend.asks.map((ask) => askOf(ask, today)))),
    ),
    section('Why a denial is proposed', one.proposedDenial && denialOf(one.proposedDenial, today)),
    section('Why it was denied', one.denial && denialOf(one.denial, today)),
    section(
      'The appeal',
      one.appeal && el('p', `${capital(plain(one.appeal.stage))}, filed on `, time(one.appeal.filedOn)),
    ),
    section('Where an appeal goes', routesOf(one)),
    section('Why it was withdrawn', one.withdrawalReason && el('p', one.withdrawalReason)),
    section('Dates to keep', rows(one.deadlines.map((deadline) => deadlineOf(deadline, today)))),
    section(
      'How long a decision may take',
      one.decisionClock &&
        el(
          'div.card',
          el('p', one.decisionClock.text),
          el('p.hint', `${one.decisionClock.law}, ${one.decisionClock.section}. ${one.decisionClock.review}`),
        ),
    ),
    section(
      'Extensions',
      one.extensions.length > 0 &&
        el(
          'ul',
          one.extensions.map((id) => el('li', el('a', {href: `#/authorizations/${id}`}, id))),
        ),
    ),
    section('Messages', cards(one.messages.map((message) => el('li.card', statement(message))))),
    section('Letters', (one.letters.length > 0 || one.authorization) && lettersOf(one)),
    section('Because', cards(one.because.map((reason) => el('li.card', statement(reason, true))))),
    folded('As it was asked for', requestOf(one.request, context)),
    folded(
      'What happened',
      el(
        'ol.timeline',
        one.history.map(({at, by, what}) =>
          el(
            'li',
            el('p', el('strong', time(at))),
            el('p', `${capital(plain(what))}, ${by === 'time' ? 'by the course of time' : `by the ${by}`}`),
          ),
        ),
      ),
    ),
  );
}

function headOf({id, status, nextStep, request, authorization, reference, createdAt}, {today, vocabulary}) {
  const {member, payer, product, service} = request;
  return verdict(
    STATUSES[status],
    true,
    el('p.lead', `${valueInWords(vocabulary, 'service', service)} for ${member.firstName} ${member.lastName}`),
    nextStep &&
      el(
        'div.next',
        el('p.kind', `Next, by ${OWNERS[nextStep.owner]}`),
        el('p', readable(nextStep.text)),
        nextStep.dueBy && el('p', 'By ', el('strong', time(nextStep.dueBy, today))),
      ),
    el(
      'dl.asked',
      [
        ['Reference', id],
        ['Number for the claim', authorization?.number !== id && authorization?.number],
        ['The administrator’s reference', reference],
        ['Payer', valueInWords(vocabulary, 'payer', payer)],
        ['Plan', valueInWords(vocabulary, 'product', product)],
        ['Asked for', time(dayOf(createdAt), today)],
      ]
        .filter(([, value]) => value)
        .map(([label, value]) => el('div', el('dt', label), el('dd', value))),
    ),
  );
}

function approved({authorization: {from, to, visits}, usage}) {
  return cards(
    el(
      'li.card',
      el('p.kind', 'Good for'),
      el('p.figure', time(from), ' to ', time(to)),
      visits !== null && el('p', `${visits} visits`),
    ),
    usage &&
      el(
        'li.card',
        el('p.kind', 'Left'),
        el('p.figure', {'data-left': usage.left}, `${usage.left} of ${usage.approved} ${UNITS[usage.unit]}`),
        el(
          'p.hint',
          `${usage.used} used · `,
          usage.left > 0 ? 'lasts until ' : 'the last one was on ',
          time(usage.runsOutOn),
        ),
      ),
  );
}

function linesOf(lines) {
  const heads = ['Code', 'Asked for', 'Approved', 'Used', 'Left', 'Decision'];
  return el(
    'div.card.table',
    el(
      'table',
      el(
        'thead',
        el(
          'tr',
          heads.map((head) => el('th', {scope: 'col'}, head)),
        ),
      ),
      el(
        'tbody',
        lines.map(({code, requested, approved: granted, used, left, action}) =>
          el(
            'tr',
            el('th', {scope: 'row'}, code),
            [requested ?? '–', granted, used, left, LINE_ACTIONS[action]].map((value) => el('td', String(value))),
          ),
        ),
      ),
    ),
  );
}

function denialOf({text, reasonCode, citation, peerToPeer, offeredUntil}, today) {
  return el(
    'div.card.warn',
    el('p', text),
    el('p.hint', `${reasonCode} · ${citation}`),
    peerToPeer &&
      el('p', `A peer-to-peer conversation is ${peerToPeer}, until `, el('strong', time(offeredUntil, today))),
  );
}

function routesOf({denial, appealRoutes = []}) {
  if (denial && appealRoutes.length === 0) {
    return el('p', 'The documents print no way for it. That does not mean that there is none: ask the payer.');
  }
  return cards(appealRoutes.map(routeOf));
}

function routeOf(route) {
  return el(
    'li.card',
    statement(route),
    route.section && el('p.hint', `Section: ${route.section}`),
    contacts(route.contacts),
  );
}

function askOf({what, from, dueBy, dueAt, state, problem, cite}, today) {
  return el(
    'li.line',
    el('div', el('span', {class: `badge tone-${state === 'asked' ? 'tell' : 'plain'}`}, ASK_STATES[state])),
    el(
      'div',
      statement({text: what, cite}),
      problem && el('p', problem),
      el('p.hint', 'From ', OWNERS[from], ', by ', time(dueAt || dueBy, today)),
    ),
  );
}

function deadlineOf({kind, on, text, cite}, today) {
  return el(
    'li.line',
    el('div', el('span.badge.tone-plain', icon('clock'), DEADLINES[kind])),
    el('div', el('p', el('strong', time(on, today))), statement({text, cite})),
  );
}

/** Letters are fetched with the token, and handed over as files. */
function lettersOf({id, letters, authorization}) {
  const fetched = (label, href, name) =>
    el(
      'li.row',
      el('button', {type: 'button', on: {click: async () => save(await file(href, 'application/pdf'), name)}}, label),
    );
  return el(
    'ul.letters',
    letters.map(({number, kind, at, href}) =>
      fetched([`Letter ${number}: ${LETTERS[kind]}, `, time(dayOf(at))], href, `${id}-letter-${number}.pdf`),
    ),
    authorization && fetched('Sheet for the servicing provider', `/v1/authorizations/${id}/sheet`, `${id}-sheet.pdf`),
  );
}

function requestOf(request, {vocabulary}) {
  const {
    member,
    requester,
    servicingProvider,
    codes,
    diagnoses,
    serviceFrom,
    serviceTo,
    visitsRequested,
    urgency,
    urgencyReason,
    additionalInformation,
  } = request;
  const further = Object.keys(FACTS).filter(
    (fact) => !['payer', 'product', 'service'].includes(fact) && fact in request,
  );
  return pairs(
    ['Member’s ID', member.id],
    ['Date of birth', time(member.dateOfBirth)],
    ['Requester', `NPI ${requester.npi}, ${valueInWords(vocabulary, 'requesterRole', requester.role)}`],
    ['Servicing provider', `NPI ${servicingProvider.npi}`],
    ['Codes', codes.map(({code, units}) => `${code} × ${units}`).join(', ')],
    ['Diagnoses', diagnoses.map(({code, role}) => `${code} (${role})`).join(', ')],
    ['Service from', time(serviceFrom)],
    ['Service to', serviceTo && time(serviceTo)],
    ['Visits', visitsRequested && String(visitsRequested)],
    ['Urgency', urgency],
    ['Because', urgencyReason],
    ['Further information', additionalInformation],
    ...further.map((fact) => [FACTS[fact], valueInWords(vocabulary, fact, request[fact])]),
  );
}
