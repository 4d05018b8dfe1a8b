/** A cited document as it was retrieved, at the cited lines. */
import {get} from '../app/api.js';
import {time} from '../app/dates.js';
import {el, pairs} from '../app/dom.js';

/** More than any citation has. */
const MOST_LINES = 1000;

export async function documentView([name], params) {
  const {title, publisher, publishedOn, retrievedOn, note, sha256, text} = await get(
    `/v1/documents/${encodeURIComponent(name)}`,
  );
  const cited = linesOf(params.get('lines') || '');
  const [first] = cited;
  return {
    title,
    content: [
      el('h1', title),
      pairs(
        ['Publisher', publisher],
        ['Published', publishedOn ? time(publishedOn) : 'The document bears no date.'],
        ['Retrieved', time(retrievedOn)],
        ['Note', note],
        ['SHA-256 of its text', el('code.long', sha256)],
      ),
      el(
        'ol.document',
        text.split('\n').map((line, index) => {
          const number = index + 1;
          const isCited = cited.has(number);
          const isFirst = cited.size > 0 && number === first;
          return el(
            'li',
            {id: `line-${number}`, tabindex: isFirst && '-1', 'data-focus': isFirst && 'center'},
            isCited ? el('mark', line) : line,
          );
        }),
      ),
    ],
  };
}

function linesOf(text) {
  return new Set(
    text
      .split(',')
      .filter(Boolean)
      .flatMap((part) => {
        const [from, to = from] = part.split('-').map(Number);
        return Array.from({length: Math.min(to - from + 1, MOST_LINES) || 0}, (_, i) => from + i);
      }),
  );
}
