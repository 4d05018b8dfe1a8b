/** What the API refused, where it is looked for. */
import {readable} from './dates.js';
import {el} from './dom.js';
import {icon} from './icons.js';
import {DATES, FACTS, capital} from './words.js';

/**
 * @param {Error} problem an api.js Problem, or any other error
 * @param {string} level of the heading
 */
export function problemNote(problem, level = 'h2') {
  const {title = 'Something went wrong', message, errors = [], instance} = problem;
  const mends = errors.map(({path, message: what}) => el('li', el('b', named(path)), ': ', readable(what)));
  return el(
    'section.note.warn',
    el(
      level,
      {tabindex: '-1', 'data-focus': true},
      icon('warning'),
      mends.length > 0 ? 'Something has to be mended' : title,
    ),
    mends.length > 0 ? el('ul', mends) : el('p', readable(message)),
    instance && el('p.hint', `To quote: ${instance}`),
  );
}

/** What an office calls a parameter, or a member such as $.dates.serviceTo. */
function named(path) {
  const name = path.split('.').pop();
  return FACTS[name === 'on' ? 'serviceDate' : name] || (DATES[name] ? capital(DATES[name]) : path);
}
