/** Windows: by when something has to be done, and whether a date lies inside. */
import {statement} from './cite.js';
import {lengthInWords, time} from './dates.js';
import {el} from './dom.js';
import {ACTIONS, DATES, SEVERITIES, capital} from './words.js';

/**
 * @param {Object} window of the API
 * @param {string} today
 * @param {...*} judged what became of the date that was given
 */
export function windowCard(window, today, ...judged) {
  const {action, opens, closes, severity} = window;
  const counted = countedFrom(window);
  return el(
    'li.card',
    el('p.kind', ACTIONS[action]),
    judged,
    (opens || closes) &&
      el(
        'p.figure',
        opens && ['from ', time(opens, today)],
        opens && closes && ' ',
        closes && ['by ', time(closes, today)],
      ),
    !opens && !closes && counted && el('p.figure', capital(counted)),
    el('p.hint', SEVERITIES[severity]),
    statement(window),
  );
}

/** The ends in words, of a window whose days cannot be computed yet. */
function countedFrom({anchor, visit, earliest, latest}) {
  const name = (DATES[anchor] || anchor) + (visit ? ` ${visit}` : '');
  return [
    earliest && `no earlier than ${endInWords(earliest, name)}`,
    latest && `no later than ${endInWords(latest, name)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function endInWords(length, anchor) {
  const words = lengthInWords(length);
  if (words.startsWith('0 ')) {
    return anchor;
  }
  return `${words} ${length.includes('-') ? 'before' : 'after'} ${anchor}`;
}
