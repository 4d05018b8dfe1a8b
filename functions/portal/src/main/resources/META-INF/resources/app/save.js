/** Hands a file to the browser's own saving. */
import {el} from './dom.js';

const MILLIS_UNTIL_TAKEN = 10_000;

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  el('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), MILLIS_UNTIL_TAKEN);
}
