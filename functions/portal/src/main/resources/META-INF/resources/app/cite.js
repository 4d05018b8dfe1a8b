/** Citations: the payer's own words, and where they stand. */
import {documents} from './api.js';
import {inWords, readable} from './dates.js';
import {el} from './dom.js';

/** The address of a document of this page, at the cited lines. */
const sourceHref = ({document, lines}) => `#/documents/${encodeURIComponent(document)}?${new URLSearchParams({lines})}`;

const titles = await documents().catch(() => new Map());

const place = (cite) =>
  `${titles.get(cite.document)?.title || cite.document}, ${/\D/.test(cite.lines) ? 'lines' : 'line'} ${cite.lines}`;

/** The quote, word for word, with its source and the source's dates. */
export function quote(cite) {
  return el(
    'figure.quote',
    el('blockquote', cite.quote),
    el(
      'figcaption',
      el('a', {href: sourceHref(cite), title: cite.document}, place(cite)),
      ' · ',
      cite.dated ? `published ${inWords(cite.publishedOn)}` : 'the document bears no date',
      ` · retrieved ${inWords(cite.retrievedOn)}`,
    ),
  );
}

/** What was read into the source that it does not print. */
const reading = (text) => text && el('p.reading', el('b', 'How we read it: '), text);

/** A quote that is of second interest, with what was read into it: folded to its place. */
export function source(cite, read) {
  return el(
    'details.source',
    el('summary', `${read ? 'Source, and how we read it' : 'Source'}: ${place(cite)}`),
    quote(cite),
    reading(read),
  );
}

/**
 * A statement with its reading and its source.
 * @param {{text: string, reading?: string, cite?: Object, also?: Array}} statement
 * @param {boolean} open whether the quote is shown at once
 */
export function statement({text, reading: read, cite, also = []}, open = false) {
  return [
    el('p', readable(text)),
    cite && (open ? [quote(cite), reading(read)] : source(cite, read)),
    also.length > 0 &&
      el(
        'div',
        also.map((other) => source(other)),
      ),
  ];
}
