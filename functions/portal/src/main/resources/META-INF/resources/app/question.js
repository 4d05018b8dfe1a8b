/** Questions that the answer still depends on, each choice with what it would mean. */
import {el, field, newId} from './dom.js';
import {icon} from './icons.js';
import {ANSWERS, CHANGES, capital} from './words.js';

const STILL_OPEN = 'Still not known';

/** The word and icon of an answer, in its tone. */
export function badge(answer, word = ANSWERS[answer].word) {
  const {tone, icon: name} = ANSWERS[answer];
  return el('span', {class: `badge tone-${tone}`}, icon(name), word);
}

/**
 * @param {Object} question of the API
 * @param {(fact: string, value: *) => void} choose what to do with a choice
 * @param {string} [kind] of the fact; a number can be given exactly
 */
export function questionOf({fact, text, choices, changes}, choose, kind) {
  const heading = el('h3', {id: newId('question')}, text);
  return el(
    'section.question',
    {'data-fact': fact, 'aria-labelledby': heading.id},
    heading,
    !changes.includes('answer') &&
      el('p.hint', `It can change ${changes.map((change) => CHANGES[change]).join(' and ')}.`),
    el(
      'ul.choices',
      choices.map(({value, label, answer}) =>
        el(
          'li',
          el(
            'button',
            {type: 'button', class: 'choice', 'data-value': value, on: {click: () => choose(fact, value)}},
            el('span', capital(label)),
            badge(answer, answer === 'undetermined' ? STILL_OPEN : undefined),
          ),
        ),
      ),
    ),
    (kind === 'number' || kind === 'money') && exactly(fact, kind, choose),
  );
}

function exactly(fact, kind, choose) {
  const input = el('input', {type: 'number', min: '0', step: kind === 'money' ? '0.01' : '1', required: true});
  return el(
    'form.exactly',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          choose(fact, input.value);
        },
      },
    },
    field('Or the exact number', input),
    el('button', {type: 'submit'}, 'Use it'),
  );
}
