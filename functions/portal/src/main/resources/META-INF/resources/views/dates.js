/** Whether the dates of a case fit, and which would. */
import {file, now, post, vocabulary as vocabularyOf} from '../app/api.js';
import {amountOf} from '../app/answer.js';
import {caseForm, dateField} from '../app/case-form.js';
import {statement} from '../app/cite.js';
import {dayOf, inWords, lengthInWords, readable, time} from '../app/dates.js';
import {cards, el, folded, section} from '../app/dom.js';
import {caseOf, datesOf, factsOf, isQuestion, withFact} from '../app/facts.js';
import {icon} from '../app/icons.js';
import {problemNote} from '../app/problem.js';
import {questionOf} from '../app/question.js';
import {save} from '../app/save.js';
import {verdict} from '../app/verdict.js';
import {windowCard} from '../app/window.js';
import {DATES, VERDICTS, capital} from '../app/words.js';

const FIELDS = {submittedOn: 'Request sent on', serviceFrom: 'Service from'};

export async function datesView(_, params, go) {
  const [vocabulary, today] = await Promise.all([vocabularyOf(params.get('payer')), now().then(dayOf)]);
  const ask = (question) => go(`#/dates?${question}`);
  const given = new Map(datesOf(params));
  const form = await caseForm(params, vocabulary, 'Check the dates', ask, [
    ...Object.entries(FIELDS).map(([name, label]) =>
      dateField(label, name, given.get(name) ?? (isQuestion(params) ? '' : today)),
    ),
    ...[...given].filter(([name]) => !(name in FIELDS)).map(([name, value]) => dateField(nameOf(name), name, value)),
  ]);
  const body = caseOf(params, vocabulary);
  const {report, problem} = isQuestion(params)
    ? await post('/v1/date-windows', body).then(
        (judgement) => ({report: judgement}),
        (refused) => ({problem: refused}),
      )
    : {};
  return {
    title: report ? VERDICTS[report.verdict].word : 'Check dates',
    content: [
      el('h1', {class: report ? 'small' : ''}, 'Do the dates fit?'),
      !report && el('p.lead', 'If they do not, the next date that would do is named.'),
      form,
      problem && problemNote(problem),
      report && reportOf(report, {vocabulary, params, ask, body, today: report.today.slice(0, 10)}),
    ],
  };
}

function nameOf(date) {
  const [name, visit] = date.split('.');
  return capital(DATES[name].replace(/^the /, '')) + (visit ? ` ${visit}` : '');
}

function reportOf(report, context) {
  const {params, ask, today, vocabulary} = context;
  const choose = (fact, value) => ask(withFact(params, fact, value));
  return el(
    'article.answer',
    {'data-verdict': report.verdict},
    headOf(report, context),
    report.questions.length > 0 &&
      el(
        'div.asks',
        el('p.lead', 'Which windows apply, this decides:'),
        report.questions.map((question) => questionOf(question, choose, vocabulary.get(question.fact)?.kind)),
      ),
    section('The windows', cards(report.windows.map((window) => windowCard(window, today, judged(window, context))))),
    section('More dates would tell more', needs(report, choose)),
    section(
      'In the order of time',
      report.timeline.length > 0 &&
        el(
          'ol.timeline',
          report.timeline.map(({on, label}) => el('li', el('p', el('strong', time(on, today))), el('p', label))),
        ),
    ),
    report.periods.length > 0 &&
      folded(
        'The periods that are counted',
        cards(report.periods.map((period) => amountOf(period, `${inWords(period.from)} to ${inWords(period.to)}`))),
      ),
  );
}

function headOf(report, {params, body, today, ask}) {
  const wrong = report.windows.filter(
    (window) => window.verdict === report.verdict && (window.nextAllowed || window.nextAllowedText),
  );
  return verdict(
    VERDICTS[report.verdict],
    true,
    wrong.map((window) => el('p.lead.mend', mendOf(window, params, ask, today))),
    report.text && el('p', readable(report.text)),
    report.verdict === 'undetermined' && el('p.lead', 'This does not mean that any date will do.'),
    el(
      'dl.asked',
      el('div', el('dt', 'By the rules for service on'), el('dd', time(report.on, today))),
      el('div', el('dt', 'Known on'), el('dd', time(dayOf(report.knownOn)))),
    ),
    el(
      'p.actions',
      el('a.button', {href: `#/lookup?${withFact(factsOf(params), 'on', report.on)}`}, 'What is needed?'),
      report.timeline.length > 0 &&
        el(
          'button',
          {
            type: 'button',
            on: {click: async () => save(await file('/v1/date-windows', 'text/calendar', body), 'dates.ics')},
          },
          'Calendar file',
        ),
      el('button', {type: 'button', on: {click: () => print()}}, 'Print'),
    ),
  );
}

/** The next date that would do, and a button that takes it. */
function mendOf({nextAllowed, nextAllowedText, given}, params, ask, today) {
  if (!nextAllowed) {
    return readable(nextAllowedText);
  }
  const [date] = datesOf(params).find(([, value]) => value === given) || [];
  return [
    'The next one that would do: ',
    el('strong', time(nextAllowed, today)),
    ' ',
    date && el('button', {type: 'button', on: {click: () => ask(withFact(params, date, nextAllowed))}}, 'Take it'),
  ];
}

function judged({verdict: result, given, offBy, opens, nextAllowed, nextAllowedText, consequence}, {today}) {
  const {word, tone, icon: name} = VERDICTS[result];
  return [
    el('p', {class: `badge tone-${tone}`}, icon(name), word),
    given &&
      el(
        'p',
        'Given: ',
        time(given),
        offBy && `, ${lengthInWords(offBy)} too ${opens && given < opens ? 'early' : 'late'}`,
      ),
    nextAllowed && nextAllowed !== opens && el('p', 'Would do: ', el('strong', time(nextAllowed, today))),
    nextAllowedText && el('p', readable(nextAllowedText)),
    consequence && el('div.warn', statement(consequence)),
  ];
}

function needs(report, choose) {
  const dates = Map.groupBy(report.needs, ({date}) => date);
  return (
    dates.size > 0 &&
    el(
      'div.cards',
      [...dates].map(([date, waiting]) => {
        const input = dateField(nameOf(date), date, '', true);
        return el(
          'form.card.need',
          {
            on: {
              submit: (event) => {
                event.preventDefault();
                choose(date, input.querySelector('input').value);
              },
            },
          },
          input,
          waiting
            .map(({for: rule}) => report.windows.find((window) => window.rule === rule)?.text)
            .filter(Boolean)
            .map((text) => el('p.hint', text)),
          el('button', {type: 'submit'}, 'Use it'),
        );
      }),
    )
  );
}
