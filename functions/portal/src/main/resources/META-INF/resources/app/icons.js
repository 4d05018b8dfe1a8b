/** Icons, each drawn as one path in a square of 24. They say nothing that a word beside them does not say. */
const PATHS = {
  check: 'M5 12.5l4.5 4.5L19 7',
  key: 'M14.5 9.5a4 4 0 1 1-2.9-3.8M11.3 12.3L4.5 19v1.5H8v-2h2v-2h1.7l1.6-1.6',
  stamp: 'M9 3.5h6M10 3.5v6l-4.5 4v2h13v-2l-4.5-4v-6M6 20h12',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10.5 21.5h3',
  arrow: 'M4 12h15M13 6l6 6-6 6',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  card: 'M3 6h18v12H3zM3 10h18M6.5 14.5h4',
  question: 'M8.5 9a3.5 3.5 0 1 1 5.2 3.1c-1.2.7-1.7 1.4-1.7 2.9M12 19v.5',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17v.5',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17M12 7.5V12l3 2.5',
  dash: 'M6 12h12',
  mail: 'M3 6h18v12H3zM3 7l9 6.5L21 7',
};

const SVG = 'http://www.w3.org/2000/svg';

/** @returns {SVGElement} hidden from screen readers */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
