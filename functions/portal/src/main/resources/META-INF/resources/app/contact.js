/** Ways to reach somebody. */
import {cards, el} from './dom.js';
import {statement} from './cite.js';
import {CONTACTS} from './words.js';

/** 13:30 as an office writes it: 1:30 p.m. */
function clock(time) {
  const [hours, minutes] = time.split(':');
  const minute = minutes === '00' ? '' : `:${minutes}`;
  return `${Number(hours) % 12 || 12}${minute} ${Number(hours) < 12 ? 'a.m.' : 'p.m.'}`;
}

function value(kind, text) {
  if (kind === 'phone' && /^[\d-]+$/.test(text)) {
    return el('a', {href: `tel:${text}`}, text);
  }
  if (/^(https?:\/\/)?(www\.)?[\w.-]+\.(com|org|net|gov)(\/\S*)?$/.test(text)) {
    return el(
      'a',
      {href: text.startsWith('http') ? text : `https://${text}`, rel: 'noreferrer', target: '_blank'},
      text,
    );
  }
  return text;
}

/** @param {Object} contact of the API */
export function contact({kind, value: text, hours, openNow, afterHours, for: purpose, reading, cite}) {
  return el(
    'li.card',
    el(
      'p.contact',
      el('span.kind', CONTACTS[kind]),
      ' ',
      el('strong', value(kind, text)),
      ' ',
      openNow === true && el('span.badge.tone-free', 'Open now'),
      openNow === false && el('span.badge.tone-plain', 'Closed now'),
    ),
    hours &&
      el('p.hint', `${hours.days.replace('-', '–')}, ${clock(hours.opens)} – ${clock(hours.closes)} Eastern time`),
    openNow === false && afterHours && el('p', afterHours),
    statement({text: purpose, reading: [reading, hours?.reading].filter(Boolean).join(' '), cite}),
  );
}

export const contacts = (list) => cards(list.map(contact));
