
'use strict';
// Shows the rows that hold every word of the search and agree with every list. Written without the
// characters that XML would read as markup.
const search = document.getElementById('search');
const lists = Array.from(document.querySelectorAll('#filter select'));
const rows = Array.from(document.querySelectorAll('#rows details'));
const texts = new Map();
const textOf = row => {
  if (!texts.has(row)) {
    texts.set(row, row.textContent.toLowerCase());
  }
  return texts.get(row);
};
const filter = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(word => word !== '');
  const shown = rows.filter(row => {
    const agrees = lists.every(list => list.value === '' || list.value === row.dataset[list.id]);
    const fits = agrees ? words.every(word => textOf(row).includes(word)) : false;
    row.hidden = !fits;
    return fits;
  });
  document.getElementById('shown').textContent = shown.length + ' of ' + rows.length + ' rows';
};
let waiting = 0;
search.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 150);
});
lists.forEach(list => list.addEventListener('change', filter));
filter();
