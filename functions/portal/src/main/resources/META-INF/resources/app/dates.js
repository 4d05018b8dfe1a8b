/** Dates and instants as an office reads them. All are of the payers' zone. */
import {el} from './dom.js';

const ZONE = 'America/New_York';
const DAY_MILLIS = 86_400_000;

const DAY = new Intl.DateTimeFormat('en-US', {
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});
const TIME = new Intl.DateTimeFormat('en-US', {
  hour: 'numeric',
  minute: '2-digit',
  timeZone: ZONE,
  timeZoneName: 'short',
});
const ISO_DAY = new Intl.DateTimeFormat('en-CA', {year: 'numeric', month: '2-digit', day: '2-digit', timeZone: ZONE});

/** The day of an instant in the payers' zone, as 2025-01-31. */
export function dayOf(instant) {
  return ISO_DAY.format(new Date(instant));
}

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** A day or instant in words: Fri, Jan 10, 2025. */
export function inWords(when) {
  if (isDay(when)) {
    return DAY.format(new Date(`${when}T00:00:00Z`));
  }
  return `${inWords(dayOf(when))}, ${TIME.format(new Date(when))}`;
}

/** A text of the API, with its days and instants in words. */
export const readable = (text) =>
  text?.replace(/\b\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?/g, inWords);

/** How far a day or instant is from today, in days of the calendar. */
function distance(when, today) {
  const day = isDay(when) ? when : dayOf(when);
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY_MILLIS);
  if (days === 0) {
    return 'today';
  }
  if (Math.abs(days) === 1) {
    return days > 0 ? 'tomorrow' : 'yesterday';
  }
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/**
 * A day or instant for a screen.
 * @param {string} [today] to say how far it is
 */
export function time(when, today) {
  return el(
    'span',
    el('time', {datetime: when}, inWords(when)),
    today && el('span.distance', ` (${distance(when, today)})`),
  );
}

/** A length such as P7D or -PT48H in words, without its direction. */
export function lengthInWords(iso) {
  const units = {Y: 'year', M: 'month', W: 'week', D: 'day', TH: 'hour', TM: 'minute', TS: 'second'};
  const [, date, clock = ''] = /P([^T]*)T?(.*)/.exec(iso);
  const parts = [
    ...date.matchAll(/(-?\d+)([YMWD])/g),
    ...clock.matchAll(/(-?\d+)([HMS])/g).map((m) => [m[0], m[1], `T${m[2]}`]),
  ];
  return parts
    .map(([, count, unit]) => Math.abs(Number(count)))
    .map((count, i) => `${count} ${units[parts[i][2]]}${count === 1 ? '' : 's'}`)
    .join(' ');
}

const OFFSET = new Intl.DateTimeFormat('en-US', {timeZone: ZONE, timeZoneName: 'longOffset'});

/** The instant of a clock on a wall of the payers' zone: 2025-03-08T10:00 with its offset. */
export function instantOf(wall) {
  const offsetAt = (instant) =>
    OFFSET.formatToParts(instant)
      .find(({type}) => type === 'timeZoneName')
      .value.slice(3) || '+00:00';
  // The offset at the time read as UTC can be that of the other side of a clock change.
  const guess = offsetAt(new Date(`${wall}Z`));
  return `${wall}:00${offsetAt(new Date(`${wall}:00${guess}`))}`;
}
