/** The form in which a case is described: payer, plan, service, date, and what else was asked for. */
import {payers} from './api.js';
import {el, field, select} from './dom.js';
import {icon} from './icons.js';
import {datesOf, factsOf, furtherFacts, isInstant, withFact} from './facts.js';
import {ServiceField} from './service-field.js';
import {FACTS, valueInWords} from './words.js';

/**
 * @param {URLSearchParams} params what is known of the case
 * @param {Map} vocabulary
 * @param {string} button
 * @param {(params: URLSearchParams) => void} ask gets what the form says
 * @param {HTMLElement[]} dates fields for dates, each holding an input whose name is its parameter
 * @param {...HTMLElement} more what is asked for seldom
 */
export async function caseForm(params, vocabulary, button, ask, dates, ...more) {
  const all = await payers();
  const chosenPayer = all.find(({id}) => id === params.get('payer'));
  const payer = select(
    'payer',
    [{value: '', label: 'Choose …'}, ...all.map(({id, name}) => ({value: id, label: name}))],
    chosenPayer?.id,
  );
  payer.required = true;
  const products = (of) => [{value: '', label: of ? 'Not known' : 'Choose the payer first'}, ...(of?.products || [])];
  const product = select('product', products(chosenPayer), params.get('product'));
  const fact = params.has('service') ? 'service' : 'code';
  const service = new ServiceField(
    params.has(fact)
      ? {fact, value: params.get(fact), label: valueInWords(vocabulary, fact, params.get(fact))}
      : undefined,
    () => payer.value,
  );

  payer.addEventListener('change', () => {
    const fresh = select('product', products(all.find(({id}) => id === payer.value)));
    product.replaceChildren(...fresh.children);
  });

  const form = el(
    'form.case',
    {
      novalidate: true,
      on: {
        submit: (event) => {
          event.preventDefault();
          service.check();
          if (!form.reportValidity()) {
            return;
          }
          ask(said(params, form, payer, product, service));
        },
      },
    },
    el('div.fields', field('Payer', payer), field('Plan', product), service.element, dates),
    more,
    el('div.row', el('button.primary', {type: 'submit'}, button), chips(params, vocabulary, ask)),
  );
  return form;
}

function said(before, form, payer, product, service) {
  // What was said further holds for the same service of the same payer only.
  const same = before.get('payer') === payer.value && before.get(service.chosen.fact) === service.chosen.value;
  let params = same ? factsOf(before) : new URLSearchParams();
  datesOf(before).forEach(([name, value]) => params.set(name, value));
  params.delete('code');
  params.delete('service');
  params = withFact(params, 'payer', payer.value);
  params = withFact(params, 'product', product.value);
  params = withFact(params, service.chosen.fact, service.chosen.value);
  form.querySelectorAll('input[name]').forEach(({name, value}) => {
    params = withFact(params, name, value);
  });
  return params;
}

function chips(params, vocabulary, ask) {
  const further = furtherFacts(params);
  return (
    further.length > 0 &&
    el(
      'ul.chips',
      {'aria-label': 'Also said'},
      further.map(([fact, value]) => {
        const words = `${FACTS[fact]}: ${valueInWords(vocabulary, fact, value)}`;
        return el(
          'li',
          words,
          el(
            'button',
            {type: 'button', 'aria-label': `Take back ${words}`, on: {click: () => ask(withFact(params, fact, ''))}},
            icon('cross'),
          ),
        );
      }),
    )
  );
}

/** A field for a day, or for a time where the name is that of one. */
export function dateField(label, name, value, required = false) {
  const [type, time] = isInstant(name) ? ['datetime-local', 'T00:00'] : ['date', ''];
  return field(label, el('input', {type, name, value, required, min: `2000-01-01${time}`, max: `2099-12-31${time}`}));
}
