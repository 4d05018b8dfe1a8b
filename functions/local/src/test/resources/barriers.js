// What keeps people out, on the page as it is shown now: a list of findings.
const findings = [];
const shown = (element) =>
  element.checkVisibility({visibilityProperty: true}) && !element.closest('.visually-hidden, .skip');
const name = (element) => element.outerHTML.slice(0, 90);

if (document.documentElement.lang !== 'en') findings.push('no language');
if (!document.title) findings.push('no title');
if (document.querySelectorAll('main').length !== 1) findings.push('not one main');
if (document.querySelectorAll('h1').length !== 1) findings.push('not one h1');

let level = 0;
for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5')) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) findings.push(`from h${level} to ${name(heading)}`);
  level = next;
}

for (const control of document.querySelectorAll('input, select, textarea')) {
  if (control.labels.length === 0 && !control.getAttribute('aria-label')) findings.push(`no label: ${name(control)}`);
}
for (const control of document.querySelectorAll('a, button, summary')) {
  if (!(control.getAttribute('aria-label') || control.textContent).trim()) findings.push(`no name: ${name(control)}`);
}
for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')) {
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls']) {
    const id = element.getAttribute(attribute);
    if (id && !document.getElementById(id)) findings.push(`${attribute} of nothing: ${name(element)}`);
  }
}
const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
if (new Set(ids).size !== ids.length) findings.push('an id stands twice');
if (document.documentElement.scrollWidth > innerWidth)
  findings.push(`wider than the screen: ${document.documentElement.scrollWidth}`);

// Of colours as WCAG 2 computes it.
const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
const luminance = (colour) => {
  const [red, green, blue] = numbers(colour)
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ground = (element) => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const [, , , alpha = 1] = numbers(colour);
    if (alpha > 0) return colour;
  }
  return 'rgb(255, 255, 255)';
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !shown(element)) continue;
  const [dark, light] = [getComputedStyle(element).color, ground(element)].map(luminance).sort((a, b) => a - b);
  const contrast = (light + 0.05) / (dark + 0.05);
  if (contrast < 4.5) findings.push(`contrast ${contrast.toFixed(2)}: ${name(element)}`);
}
return findings;
