/** Builds elements. Data become text, never markup. */

/**
 * @param {string} selector the element's name, and its classes after points: p.hint
 * @param {...*} content attributes first, if it has any: `on` holds listeners by event; null, undefined and false leave
 *   one out. Then elements, texts, or lists of them; null and false are left out.
 * @returns {HTMLElement}
 */
export function el(selector, ...content) {
  const [name, ...classes] = selector.split('.');
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(isAttributes(content[0]) ? content.shift() : {})) {
    if (key === 'on') {
      Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value);
    }
  }
  element.append(...present(content));
  return element;
}

const isAttributes = (value) => Boolean(value) && Object.getPrototypeOf(value) === Object.prototype;

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

const sectionWith =
  (level) =>
  (heading, ...children) => {
    const content = present(children);
    return content.length === 0 ? null : el('section', el(level, {class: 'h3'}, heading), content);
  };

/** A section of what is shown, with a heading; nothing where it would be empty. */
export const section = sectionWith('h3');

/** The same, of the page itself. */
export const part = sectionWith('h2');

/** What is of second interest, folded. */
export function folded(summary, ...children) {
  const content = present(children);
  return content.length === 0 ? null : el('details.fold', el('summary', summary), content);
}

const listOf =
  (selector) =>
  (...items) => {
    const content = present(items);
    return content.length > 0 && el(selector, content);
  };

/** Cards beside one another, or nothing where there is none. */
export const cards = listOf('ul.cards');

/** Rows below one another, or nothing where there is none. */
export const rows = listOf('ul.rows');

let ids = 0;

/** An id that no other element has. */
export function newId(prefix) {
  ids += 1;
  return `${prefix}-${ids}`;
}

/**
 * A labelled control of a form.
 * @param {string} label
 * @param {HTMLElement} control gets an id
 * @param {string} [hint] said with the control
 */
export function field(label, control, hint) {
  control.id ||= newId('field');
  const note = hint && el('p.hint', {id: `${control.id}-hint`}, hint);
  if (note) {
    control.setAttribute('aria-describedby', note.id);
  }
  return el('div.field', el('label', {for: control.id}, label), control, note);
}

/**
 * @param {Array<{value: string, label: string}>} choices
 * @param {string} [chosen]
 */
export function select(name, choices, chosen = '') {
  return el(
    'select',
    {name},
    choices.map(({value, label}) => el('option', {value, selected: value === chosen}, label)),
  );
}

/** Pairs of a name and what it is; those without a value are left out. */
export function pairs(...rows) {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return shown.length === 0
    ? null
    : el(
        'dl.pairs',
        shown.map(([name, value]) => el('div', el('dt', name), el('dd', value))),
      );
}
