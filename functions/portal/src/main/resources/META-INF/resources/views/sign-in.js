/** Signing in, before a view that shows people. */
import {config, post} from '../app/api.js';
import {el, field, select} from '../app/dom.js';
import {leaveToSignIn, remember, token} from '../app/session.js';

/** The same view for whoever is signed in; for others the way to sign in, and then the view. */
export const forOffices = (view) => async (rest, params, go) => {
  if (token()) {
    try {
      return await view(rest, params, go);
    } catch (problem) {
      if (problem.status !== 401) {
        throw problem;
      }
    }
  }
  return signInView(go);
};

async function signInView(go) {
  const settings = await config();
  return {
    title: 'Sign in',
    content: [
      el('h1', {tabindex: '-1', 'data-focus': true}, 'Sign in'),
      settings.signIn === 'local'
        ? localForm(go)
        : settings.signIn
          ? el('p', el('button.primary', {type: 'button', on: {click: () => leaveToSignIn(settings)}}, 'Sign in'))
          : el('p', 'This deployment takes the tokens of another issuer: one cannot sign in on this page.'),
    ],
  };
}

/** Where it runs on one machine, whoever asks gets a token. */
function localForm(go) {
  const sub = el('input', {type: 'text', autocomplete: 'username', required: true, value: 'desk'});
  const npi = el('input', {type: 'text', inputmode: 'numeric', pattern: '[0-9]{10}', value: '1234567893'});
  const role = select('role', [
    {value: 'provider', label: 'Provider’s office'},
    {value: 'reviewer', label: 'Reviewer'},
  ]);
  return el(
    'form.sheet',
    {
      on: {
        submit: async (event) => {
          event.preventDefault();
          const answer = await post('/local/token', {
            sub: sub.value,
            npi: npi.value ? [npi.value] : [],
            role: role.value,
          });
          remember(answer.token);
          go();
        },
      },
    },
    el('p.hint', 'This is a local run: it believes whatever is said here.'),
    el('div.fields', field('Name', sub), field('NPI', npi, 'Ten digits'), field('Role', role)),
    el('div.row', el('button.primary', {type: 'submit'}, 'Sign in')),
  );
}
