/** What an office has to do, hears, and finds. Of a member nothing is ever in the address. */
import {file, get, now, post, vocabulary as vocabularyOf} from '../app/api.js';
import {DEADLINES, OWNERS, STATUSES} from '../app/authorization-words.js';
import {dayOf, inWords, readable, time} from '../app/dates.js';
import {el, field, part, rows, select} from '../app/dom.js';
import {icon} from '../app/icons.js';
import {save} from '../app/save.js';
import {valueInWords} from '../app/words.js';

const DUE = {within: 'P14D'};

/** What was searched for last in this tab, so that the way back leads to it. */
let sought = {};

export async function officeView(_, __, go) {
  const [today, vocabulary, due, heard, found] = await Promise.all([
    now().then(dayOf),
    vocabularyOf(),
    get('/v1/deadlines', DUE),
    get('/v1/messages', {unread: 'true'}),
    post('/v1/authorizations/search', sought),
  ]);
  return {
    title: 'Your requests',
    content: [
      el('h1', 'Your requests'),
      part(
        'Due within two weeks',
        rows(due.deadlines.map((deadline) => deadlineRow(deadline, today))) || el('p.hint', 'Nothing is due.'),
        due.next && el('p.hint', 'Older requests may have more.'),
        due.deadlines.length > 0 &&
          el('div.row', el('button', {type: 'button', on: {click: saveDeadlines}}, 'Calendar file')),
      ),
      part('New messages', heard.messages.length > 0 ? messagesOf(heard, go) : el('p.hint', 'Nothing new.')),
      part(
        'Find a request',
        searchForm(go),
        found.hint && el('p.note.warn', found.hint),
        found.authorizations.length > 0
          ? el(
              'ul.rows',
              {id: 'found'},
              found.authorizations.map((one) => foundRow(one, vocabulary)),
            )
          : el('p.hint', {id: 'found'}, 'Nothing was found.'),
        found.next &&
          el(
            'p',
            el(
              'button',
              {
                type: 'button',
                on: {
                  click: () => {
                    sought = {...sought, cursor: found.next};
                    go();
                  },
                },
              },
              'Older ones',
            ),
          ),
      ),
    ],
  };
}

const hrefOf = (reference) => `#/authorizations/${reference}`;

async function saveDeadlines() {
  save(await file(`/v1/deadlines?${new URLSearchParams(DUE)}`, 'text/calendar'), 'deadlines.ics');
}

function deadlineRow({kind, on, overdue, owner, text, authorization}, today) {
  const [tone, name, word] = overdue
    ? ['stop', 'warning', 'Overdue']
    : [on === today ? 'ask' : 'plain', 'clock', DEADLINES[kind]];
  return el(
    'li.line',
    el('div', el('p', {class: `badge tone-${tone}`}, icon(name), word)),
    el(
      'div',
      el('p', el('strong', time(on, today))),
      el('p', readable(text)),
      el('p.hint', 'By ', OWNERS[owner], ' · ', el('a', {href: hrefOf(authorization)}, authorization)),
    ),
  );
}

function messagesOf({messages, unread}, go) {
  return [
    rows(
      messages.map(({text, at, authorization}) =>
        el(
          'li.line',
          el('div', el('span.badge.tone-tell', icon('mail'), 'New')),
          el(
            'div',
            el('p', text),
            el('p.hint', time(at), ' · ', el('a', {href: hrefOf(authorization)}, authorization)),
          ),
        ),
      ),
    ),
    el(
      'p.row',
      el(
        'button',
        {
          type: 'button',
          on: {
            click: async () => {
              await post('/v1/messages/read', {ids: messages.map(({id}) => id)});
              go();
            },
          },
        },
        `Mark ${messages.length === unread.count ? 'all' : 'these'} as read`,
      ),
    ),
  ];
}

function searchForm(go) {
  const input = (name, type, attributes = {}) =>
    el('input', {type, name, value: sought[name] ?? '', autocomplete: 'off', ...attributes});
  const status = select(
    'status',
    [{value: '', label: 'Any'}, ...Object.entries(STATUSES).map(([value, {word}]) => ({value, label: word}))],
    sought.status,
  );
  const memberId = input('memberId', 'text', {maxlength: 60});
  const dateOfBirth = input('dateOfBirth', 'date');
  const form = el(
    'form.sheet',
    {
      role: 'search',
      on: {
        submit: (event) => {
          event.preventDefault();
          sought = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
          go();
        },
      },
    },
    el(
      'div.fields',
      field('Member’s ID', memberId, 'Together with the date of birth'),
      field('Date of birth', dateOfBirth),
      field('Reference', input('reference', 'text', {maxlength: 100}), 'Ours, or the administrator’s'),
      field('Status', status),
    ),
    el('div.row', el('button.primary', {type: 'submit'}, 'Find')),
  );
  // One without the other finds nobody.
  const together = () => {
    dateOfBirth.required = memberId.value !== '';
    memberId.required = dateOfBirth.value !== '';
  };
  form.addEventListener('input', together);
  together();
  return form;
}

function foundRow({id, status, authorization, nextStep, request}, vocabulary) {
  const {word, tone, icon: name} = STATUSES[status];
  return el(
    'li.line',
    el('div', el('span', {class: `badge tone-${tone}`}, icon(name), word)),
    el(
      'div',
      el(
        'p',
        el('a', {href: hrefOf(id)}, el('strong', `${request.member.firstName} ${request.member.lastName}`)),
        ` · ${valueInWords(vocabulary, 'service', request.service)}`,
      ),
      el(
        'p.hint',
        authorization
          ? `${inWords(authorization.from)} to ${inWords(authorization.to)}`
          : `asked for from ${inWords(request.serviceFrom)} on`,
        ` · ${id}`,
      ),
      nextStep && el('p', 'Next: ', readable(nextStep.text)),
    ),
  );
}
