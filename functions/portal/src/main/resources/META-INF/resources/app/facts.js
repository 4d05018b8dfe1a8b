/** What is asked, in the address. The lookup's facts say nothing about a person. */
import {instantOf} from './dates.js';
import {DATES, FACTS} from './words.js';

/** What the lookup takes: the facts by their names in a query, and whose state of knowledge counts. */
const ASKED = [...Object.keys(FACTS).map((fact) => (fact === 'serviceDate' ? 'on' : fact)), 'knownOn'];

/** @returns {URLSearchParams} what the lookup takes, of the address */
export function factsOf(params) {
  const facts = new URLSearchParams();
  for (const name of ASKED) {
    params
      .getAll(name)
      .filter(Boolean)
      .forEach((value) => facts.append(name, value));
  }
  return facts;
}

/** The same with a fact, or without it where the value is empty. */
export function withFact(params, fact, value) {
  const changed = new URLSearchParams(params);
  changed.delete(fact);
  [value]
    .flat()
    .filter((one) => one !== '')
    .forEach((one) => changed.append(fact, one));
  return changed;
}

/** Whether enough is said to ask. */
export const isQuestion = (params) => params.has('payer') && (params.has('service') || params.has('code'));

/** Those facts beyond the form's own fields, as pairs of name and value. */
export function furtherFacts(params) {
  const fields = ['payer', 'product', 'service', 'code', 'on', 'knownOn'];
  return [...factsOf(params)].filter(([fact]) => !fields.includes(fact));
}

/** The days and times that the address has of a case, by their names in the API. */
const DATES_ASKED = Object.keys(DATES);

const isDate = (name) => DATES_ASKED.includes(name.split('.')[0]);

/** Names of dates that are times of the day. */
export const isInstant = (name) => name.endsWith('At');

/** @returns {Array<[string, string]>} names such as visitOn.13 and values as forms have them */
export const datesOf = (params) => [...params].filter(([name, value]) => isDate(name) && value);

/** The case as a body. */
export function caseOf(params, vocabulary) {
  const facts = {};
  for (const [fact, value] of factsOf(withFact(params, 'knownOn', ''))) {
    const {kind} = vocabulary.get(fact) || {};
    facts[fact] =
      {
        number: () => Number(value),
        money: () => Number(value),
        flag: () => value === 'true',
        choices: () => params.getAll(fact),
      }[kind]?.() ?? value;
  }
  const dates = {};
  for (const [name, value] of datesOf(params)) {
    const [date, visit] = name.split('.');
    if (visit) {
      dates[date] = {...dates[date], [visit]: value};
    } else {
      dates[date] = isInstant(date) ? instantOf(value) : value;
    }
  }
  return {facts, dates, ...(params.get('knownOn') && {knownOn: params.get('knownOn')})};
}
