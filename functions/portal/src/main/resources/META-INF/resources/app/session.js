/**
 * Who is signed in. The token stays in this tab and ends with it; it is never in an address.
 *
 * In AWS it comes from Cognito by the authorization code flow with PKCE (RFC 7636): what comes back in the address is a
 * code that is of no use without the secret in this tab.
 */
const TOKEN = 'token';
const LEFT = 'sign-in';

export const token = () => sessionStorage.getItem(TOKEN);

export function remember(value) {
  sessionStorage.setItem(TOKEN, value);
}

export function forget() {
  sessionStorage.removeItem(TOKEN);
}

const base64Url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

/** Where Cognito sends people back to: the page, without a view. */
const home = () => `${location.origin}/`;

/** Goes to Cognito, which comes back to this view. */
export async function leaveToSignIn({signIn, clientId}) {
  const left = {state: random(), verifier: random(), view: location.hash};
  sessionStorage.setItem(LEFT, JSON.stringify(left));
  const challenge = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(left.verifier));
  location.assign(
    `${signIn}/oauth2/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: home(),
      scope: 'openid',
      state: left.state,
      code_challenge: base64Url(challenge),
      code_challenge_method: 'S256',
    })}`,
  );
}

/**
 * Takes what Cognito came back with, if it did.
 * @param {() => Promise<{signIn: string, clientId: string}>} config
 */
export async function comeBack(config) {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) {
    return;
  }
  const left = JSON.parse(sessionStorage.getItem(LEFT) || '{}');
  sessionStorage.removeItem(LEFT);
  // The code is used once, and must not stay in the address or in what was visited.
  history.replaceState(null, '', home() + (left.view || ''));
  if (answer.get('state') !== left.state || !answer.has('code')) {
    return; // Somebody else's answer, or none: the page asks to sign in again.
  }
  const {signIn, clientId} = await config();
  // Without a token the page asks to sign in again.
  const response = await fetch(`${signIn}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: home(),
      code: answer.get('code'),
      code_verifier: left.verifier,
    }),
  }).catch(() => null);
  if (response?.ok) {
    remember((await response.json()).access_token);
  }
}

/** Forgets the token, and what the tab knows of people; Cognito forgets its own. */
export function signOut({signIn, clientId}) {
  forget();
  if (clientId) {
    location.assign(`${signIn}/logout?${new URLSearchParams({client_id: clientId, logout_uri: home()})}`);
  } else {
    location.replace(home());
  }
}
