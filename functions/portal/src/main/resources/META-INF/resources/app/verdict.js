/** The head of what is found: one word for it, which its colour and its icon say too. */
import {el} from './dom.js';
import {icon} from './icons.js';

/**
 * @param {{word: string, tone: string, icon: string}} finding
 * @param {boolean} focus whether it is what was asked for, and read out at once
 * @param {...*} said what belongs to it, below the word
 */
export function verdict({word, tone, icon: name}, focus, ...said) {
  return el(
    'header',
    {class: `verdict tone-${tone}`},
    el('div.seal', icon(name)),
    el('div.said', el('h2', {tabindex: '-1', 'data-focus': focus}, word), said),
  );
}
