/** Shows the view that the address names, after its #. */
import {Problem, config} from './api.js';
import {el} from './dom.js';
import {problemNote} from './problem.js';
import {comeBack, signOut, token} from './session.js';
import {authorizationView} from '../views/authorization.js';
import {datesView} from '../views/dates.js';
import {documentView} from '../views/document.js';
import {lookupView} from '../views/lookup.js';
import {officeView} from '../views/office.js';
import {receiptView} from '../views/receipt.js';
import {forOffices} from '../views/sign-in.js';

/** By the first part of the address; each gets the other parts, the query and `go`, and gives a title and content. */
const VIEWS = {
  '': lookupView,
  lookup: lookupView,
  dates: datesView,
  receipts: receiptView,
  documents: documentView,
  office: forOffices(officeView),
  authorizations: forOffices(authorizationView),
};

const main = document.getElementById('main');
let latest = 0;

async function show(first) {
  const turn = ++latest;
  main.setAttribute('aria-busy', 'true');
  let shown;
  try {
    const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
    const [name, ...rest] = path.split('/').map(decodeURIComponent);
    markCurrent(name || 'lookup');
    shown = await (VIEWS[name] || missingView)(rest, new URLSearchParams(query), go);
  } catch (problem) {
    shown = failure(problem);
  }
  if (turn === latest) {
    // Nobody went on meanwhile.
    present(shown, first);
  }
}

/**
 * Shows the view of an address, which begins with #.
 * @param {string} [address] the one that is shown, if left out, to show it anew
 */
function go(address = location.hash) {
  if (location.hash === address) {
    show(false);
  } else {
    location.hash = address;
  }
}

function present({title, content}, first = false) {
  main.removeAttribute('aria-busy');
  document.getElementById('sign-out').hidden = !token();
  document.title = `${title} · Prior authorization`;
  main.replaceChildren(...content.filter(Boolean));
  const target = main.querySelector('[data-focus]');
  if (target) {
    target.focus({preventScroll: true});
    target.scrollIntoView({block: target.dataset.focus || 'start'});
  } else if (!first) {
    main.focus({preventScroll: true});
    scrollTo(0, 0);
  }
}

function markCurrent(name) {
  document.querySelectorAll('#nav a').forEach((link) => {
    if (link.dataset.view === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  });
}

function failure(problem) {
  if (!(problem instanceof Problem)) {
    console.error(problem);
  }
  return {
    title: 'A problem',
    content: [problemNote(problem, 'h1'), el('p', el('a', {href: '#/'}, 'Look something up'))],
  };
}

async function missingView() {
  throw new Problem(404, {
    title: 'There is no such page',
    detail: 'The address may be old, or a part of it may be missing.',
  });
}

addEventListener('hashchange', () => show(false));

// What a button asked for and did not get.
addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof Problem) {
    event.preventDefault();
    present(failure(event.reason));
  }
});

// Fragments lead to views, but for this one.
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});

// What is folded is printed too.
addEventListener('beforeprint', () =>
  document.querySelectorAll('details:not([open])').forEach((details) => {
    details.open = true;
    details.dataset.printed = '';
  }),
);
addEventListener('afterprint', () =>
  document.querySelectorAll('details[data-printed]').forEach((details) => {
    details.open = false;
    delete details.dataset.printed;
  }),
);

document.getElementById('sign-out').addEventListener('click', async () => signOut(await config()));

await comeBack(config);
show(true);
