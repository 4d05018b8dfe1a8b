/** Calls of the API, at the origin that the page came from. */
import {token, forget} from './session.js';

/** What the API refused, or could not do. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || 'Something went wrong.');
    this.status = status;
    this.title = body.title || 'Something went wrong';
    this.errors = body.errors || [];
    this.instance = body.instance;
  }
}

async function call(path, {accept = 'application/json', ...options} = {}) {
  const headers = {Accept: accept};
  const bearer = token();
  if (bearer) {
    headers.Authorization = `Bearer ${bearer}`;
  }
  if (options.body) {
    headers['Content-Type'] = 'application/json';
  }
  let response;
  try {
    response = await fetch(path, {...options, headers, cache: 'no-store'});
  } catch {
    throw new Problem(0, {
      title: 'No connection',
      detail: 'The service did not answer. Check the connection, and try again.',
    });
  }
  if (!response.ok) {
    if (response.status === 401) {
      forget();
    }
    throw new Problem(response.status, await response.json().catch(() => ({})));
  }
  return response;
}

/**
 * @param {string} path
 * @param {URLSearchParams|Object<string, string>} [query] never about a person: addresses are logged
 */
export async function get(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return (await call(search ? `${path}?${search}` : path)).json();
}

/** Posts a body, and reads the answer as JSON. */
export async function post(path, body) {
  return (await call(path, {method: 'POST', body: JSON.stringify(body)})).json();
}

/** Fetches what is no JSON; with a body it posts it. Null where there is nothing. */
export async function file(path, accept, body) {
  const response = await call(path, body ? {accept, method: 'POST', body: JSON.stringify(body)} : {accept});
  return response.status === 204 ? null : response.blob();
}

const kept = new Map();

/** What changes with a deployment only is asked for once. */
function once(path, query) {
  const key = path + new URLSearchParams(query);
  if (!kept.has(key)) {
    kept.set(
      key,
      get(path, query).catch((problem) => {
        kept.delete(key);
        throw problem;
      }),
    );
  }
  return kept.get(key);
}

export const payers = async () => (await once('/v1/payers')).payers;

/** @returns {Promise<Map<string, {kind: string, question: string, values: Array}>>} by the names of facts */
export async function vocabulary(payer) {
  const {facts} = await once('/v1/facts', payer ? {payer} : {});
  return new Map(facts.map((fact) => [fact.fact, fact]));
}

/** @returns {Promise<Map<string, {title: string}>>} by their names */
export async function documents() {
  return new Map((await once('/v1/documents')).documents.map((document) => [document.name, document]));
}

/** What the deployment says of itself: how people sign in. What needs nobody to sign in goes without it. */
export const config = () => once('config.json').catch(() => ({}));

/** The moment it is for the service, which travels in time where it runs on one machine. */
export async function now() {
  const {signIn} = await config();
  return signIn === 'local' ? (await get('/local/clock')).instant : new Date().toISOString();
}
