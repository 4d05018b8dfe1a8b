/** A field that finds a service by plain words, or takes a code: a combobox as the ARIA patterns describe it. */
import {get} from './api.js';
import {el, field, newId} from './dom.js';

const PATIENCE_MILLIS = 150;
const CODE = /^(?=.*\d)[A-Za-z0-9]{5}$/;

/**
 * @param {{fact: string, value: string, label: string}} [chosen] a service or a code
 * @param {() => string} payer the one that is chosen now
 */
export class ServiceField {
  constructor(chosen, payer) {
    this.chosen = chosen;
    this.payer = payer;
    this.options = [];
    this.active = -1;
    this.listbox = el('ul', {
      id: newId('services'),
      class: 'options',
      role: 'listbox',
      'aria-label': 'Services',
      hidden: true,
    });
    this.input = el('input', {
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      required: true,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': this.listbox.id,
      on: {input: () => this.typed(), keydown: (event) => this.pressed(event), blur: () => this.close()},
    });
    this.input.value = chosen?.label || '';
    this.status = el('p.visually-hidden', {role: 'status'});
    const labelled = field('Service', this.input, 'In plain words, or a CPT or HCPCS code');
    labelled.classList.add('combobox');
    labelled.append(this.listbox, this.status);
    this.element = labelled;
  }

  typed() {
    this.chosen = undefined;
    this.input.setCustomValidity('');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(), PATIENCE_MILLIS);
  }

  async find() {
    const text = this.input.value.trim();
    if (!text) {
      this.close();
      return;
    }
    const code = CODE.test(text)
      ? [{fact: 'code', value: text.toUpperCase(), label: text.toUpperCase(), note: 'a code'}]
      : [];
    const found = await get('/v1/services', {q: text}).then(
      ({services}) => services,
      () => [],
    );
    if (text !== this.input.value.trim() || this.chosen) {
      return; // It was typed on meanwhile.
    }
    this.show([
      ...code,
      ...found.map(({id, name, payers}) => ({
        fact: 'service',
        value: id,
        label: name,
        note: this.payer() && !payers.includes(this.payer()) ? 'no rules of this payer' : '',
      })),
    ]);
  }

  show(options) {
    this.options = options;
    this.listbox.replaceChildren(
      ...options.map((option, index) =>
        el(
          'li',
          {
            id: `${this.listbox.id}-${index}`,
            role: 'option',
            'aria-selected': 'false',
            // Before the field loses its focus, which closes the list.
            on: {
              pointerdown: (event) => {
                event.preventDefault();
                this.take(index);
              },
            },
          },
          option.label,
          option.note && el('span.hint', ` ${option.note}`),
        ),
      ),
    );
    this.listbox.hidden = options.length === 0;
    this.input.setAttribute('aria-expanded', String(options.length > 0));
    this.status.textContent = options.length === 0 ? 'Nothing found' : `${options.length} found`;
    this.activate(options.length > 0 ? 0 : -1);
  }

  activate(index) {
    this.active = index;
    [...this.listbox.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === index)));
    if (index >= 0) {
      this.listbox.children[index].scrollIntoView({block: 'nearest'});
      this.input.setAttribute('aria-activedescendant', this.listbox.children[index].id);
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  }

  pressed(event) {
    const open = !this.listbox.hidden;
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && open) {
      this.activate((this.active + step + this.options.length) % this.options.length);
    } else if (event.key === 'ArrowDown') {
      this.find();
    } else if (event.key === 'Enter' && open) {
      this.take(this.active);
    } else if (event.key === 'Escape' && open) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  take(index) {
    this.chosen = this.options[index];
    this.input.value = this.chosen.label;
    this.input.setCustomValidity('');
    this.close();
  }

  close() {
    this.listbox.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.activate(-1);
  }

  /** Whether it is known what is meant; if not, the field says so. */
  check() {
    this.input.setCustomValidity(this.chosen ? '' : 'Choose one that is found, so that it is clear what is meant.');
    return Boolean(this.chosen);
  }
}
