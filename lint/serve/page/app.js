// The page: what is shown, and what happens when something is pressed.

import {post, fetchFile} from './server.js';
import {accept, download, stem, TextFile} from './files.js';
import {Editor} from './editor.js';
import {Notes} from './notes.js';
import {ask} from './ask.js';

const el = id => document.getElementById(id);
const maxUpload = Number(document.body.dataset.max);

// What is open. file is the file as it came, or null for pasted text; text is
// the TextFile where its text can be edited.
const open = {name: '', file: null, text: null, saved: '', view: 'report', failed: false, pages: 0, notes: [], look: ''};

const editor = new Editor(el('text'), el('mirror'), () => { changed(); judgeSoon(); });
const notes = new Notes(el('notes'), act);

// ---- opening ----

async function take(file) {
  if (file.size > maxUpload) {
    problem(`The file is larger than ${maxUpload >> 20} MB, the most that this page takes.`);
    return;
  }
  if (!el('work').hidden && open.name) {
    const answer = await ask('What shall be done with ' + file.name + '?',
      'A document is open already.' + (dirty() ? ' It has changes that are not saved.' : ''),
      [['compare', 'Compare it with the open document'], ['open', dirty() ? 'Open it and lose the changes' : 'Open it instead'], ['', 'Cancel']]);
    if (answer === 'compare') return compareWith(file);
    if (answer !== 'open') return;
  }
  start(file.name, file);
}

// start opens a document and has it judged.
function start(name, file) {
  Object.assign(open, {name, file, text: null, saved: '', view: 'report', failed: false, pages: 0, notes: [], look: ''});
  editor.open('');
  notes.update([]);
  el('kind').value = '';
  el('kind-auto').textContent = 'Kind: find out';
  el('start').hidden = true;
  el('work').hidden = el('another').hidden = false;
  el('name').textContent = name;
  document.title = name + ' – rightslint';
  el('swap').hidden = true;
  for (const id of ['about', 'tallies', 'view-report', 'comparison']) el(id).replaceChildren();
  const waiting = document.createElement('p');
  waiting.className = 'waiting';
  waiting.textContent = 'Reading ' + name + ' …';
  el('view-report').append(waiting);
  el('warnings').hidden = true;
  problem('');
  show('report');
  buttons();
  scrollTo(0, 0);
  el('name').focus({preventScroll: true});
  return judge();
}

el('another').addEventListener('click', async () => {
  if (dirty() && await ask('Leave this document?', 'It has changes that are not saved.', [['yes', 'Leave it'], ['', 'Stay']]) !== 'yes') return;
  stop();
  open.name = '';
  document.title = 'rightslint';
  show('report');
  el('work').hidden = el('another').hidden = true;
  el('start').hidden = false;
  problem('');
  el('pick').focus();
});

el('paste-form').addEventListener('submit', event => {
  event.preventDefault();
  const text = el('paste-text').value;
  el('paste-text').value = '';
  start('pasted-text.md', new File([text], 'pasted-text.md'));
});

// ---- judging ----

let running = null; // the check that is under way
let again = false;  // the text has changed since it began
let timer = 0;

// judgeSoon has the text judged when the writer pauses for a moment. While a
// check is under way the next one waits for it, and only the last counts.
function judgeSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => running ? again = true : judge(), 60);
}

function stop() {
  clearTimeout(timer);
  running?.abort();
  running = null;
  again = false;
}

// body is the document as it stands.
function body() {
  return open.text ? new Blob([editor.text]) : open.file;
}

// judge has the document judged and shows what comes back.
async function judge() {
  stop();
  const control = running = new AbortController();
  const first = !open.text;
  const wantReport = open.view === 'report';
  const params = {name: open.name, kind: el('kind').value};
  if (first) params.file = 1;
  if (wantReport) params.report = 1;
  if (first) busy('Reading the document …');
  const text = editor.text;
  try {
    await post('check', params, body(), event => {
      if (running !== control) return; // the reader has gone on
      received(event, wantReport, !first && text !== editor.text);
    }, control.signal);
  } catch (error) {
    if (error.name !== 'AbortError' && running === control) {
      problem(error.message);
      el('view-report').querySelector('.waiting')?.remove();
    }
  }
  if (running !== control) return;
  running = null;
  busy('');
  if (again) judge();
}

// received shows one event of a check. stale says that the text has changed
// since, so that places in it have moved.
function received(event, wantReport, stale) {
  if (event.text !== undefined && !open.text) openText(event.text);
  switch (event.stage) {
    case 'read':
      if (!open.text) busy('Judging …');
      if (event.report && el('view-report').querySelector('.waiting')) el('view-report').innerHTML = event.report;
      break;
    case 'failed':
      open.failed = true;
      problem(event.message, event.choose);
      el('tallies').replaceChildren();
      el('view-report').replaceChildren();
      notes.update([]);
      el('notes-none').hidden = true;
      buttons();
      break;
    case 'judged':
      open.failed = false;
      problem('');
      verdict(event);
      if (wantReport) showReport(event.report);
      if (event.notes && !stale) {
        open.notes = event.notes;
        notes.update(event.notes);
        editor.mark(event.notes.filter(n => n.mark && n.start >= 0).map(n => ({start: n.start, end: n.end, key: n.key, kind: n.mark})));
        el('notes-none').hidden = event.notes.length > 0;
        el('notes-more').hidden = !event.more;
        el('notes-more').textContent = `And ${event.more} more; the report has them all.`;
        if (wantReport) offerInsertion();
      }
      buttons();
  }
}

// openText begins the editing of a document's text.
async function openText(text) {
  open.text = new TextFile(text, null);
  open.saved = text;
  editor.open(text);
  if (open.file) open.text = new TextFile(text, new Uint8Array(await open.file.arrayBuffer()));
}

function verdict(event) {
  const auto = el('kind-auto');
  const label = el('kind').querySelector(`[value="${event.kind}"]`)?.textContent;
  if (!el('kind').value) auto.textContent = label + (event.detected ? ' (recognised)' : ' (as it says itself)');
  open.pages = event.pages;
  about();
  el('tallies').replaceChildren(...event.tallies.map(t => {
    const item = document.createElement('span');
    item.className = 'tally ' + t.type;
    const number = document.createElement('b');
    number.textContent = t.number;
    item.append(number, ' ' + t.word);
    return item;
  }));
  el('warnings').replaceChildren(...(event.warnings ?? []).map(w => {
    const item = document.createElement('li');
    item.textContent = w;
    return item;
  }));
  el('warnings').hidden = !event.warnings || open.view === 'report';
}

function showReport(html) {
  const y = scrollY, opened = new Set();
  for (const d of el('view-report').querySelectorAll('[data-finding] details[open]')) opened.add(d.closest('[data-finding]').dataset.finding);
  el('view-report').innerHTML = html;
  for (const d of el('view-report').querySelectorAll('[data-finding] details')) d.open = opened.has(d.closest('[data-finding]').dataset.finding);
  window.rightslint?.refresh();
  scrollTo(0, y);
  if (!open.look) return;
  const found = [...el('view-report').querySelectorAll('.doc p')].find(p => p.textContent.replace(/\s+/g, ' ').includes(open.look.replace(/\s+/g, ' ')));
  found?.scrollIntoView({block: 'center'});
  found?.classList.add('new');
  open.look = '';
}

// offerInsertion adds to the wordings of the report the buttons that put them
// into the text.
function offerInsertion() {
  for (const note of open.notes) {
    const box = el('view-report').querySelector(`[data-finding="${CSS.escape(note.key)}"] .wording`);
    if (!box) continue;
    note.edits.forEach((edit, i) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'insertion' + (i ? '' : ' primary');
      button.textContent = edit.label;
      button.addEventListener('click', () => make(note, edit));
      box.parentElement.insertBefore(button, box.parentElement.querySelector('.copy'));
    });
  }
}

el('kind').addEventListener('change', () => judge());

// ---- editing ----

// act is what a button of a note does.
function act(note, button) {
  if (!note) return;
  if (button.dataset.edit !== undefined) make(note, note.edits[button.dataset.edit]);
  else if (button.dataset.show !== undefined && note.start >= 0) editor.show(note.start, note.end);
  else if (button.dataset.take !== undefined) copy(note, button);
}

async function copy(note, button) {
  const wording = button.closest('.inside').querySelector('.wording');
  try {
    await navigator.clipboard.writeText(wording.textContent);
    say('Copied.');
  } catch {
    getSelection().selectAllChildren(wording);
    say('The wording is selected; copy it from there.');
  }
}

// make changes the text as a note suggests. For a missing safeguard the program
// finds the place, the number and the names of the document; where it cannot,
// the wording goes in as it is.
async function make(note, edit) {
  const text = editor.text;
  let why = '';
  if (note.rule) {
    busy('Finding the place …');
    try {
      await post('mend', {name: open.name, kind: el('kind').value, rule: note.rule}, new Blob([text]), event => {
        if (event.change) edit = event.change;
        else why = event.message ?? '';
      });
    } catch (error) {
      problem(error.message);
      return;
    } finally {
      busy('');
    }
  }
  if (editor.text !== text || again) {
    say('The text has changed meanwhile; press once more.');
    return;
  }
  const blank = editor.apply(edit);
  if (open.view === 'edit') editor.show(blank.start, blank.end);
  else open.look = edit.text.trim().split('\n').pop().replace(/^[\s#*>(\d.)a-z-]{0,12}\s/, '').slice(0, 60);
  say(edit.start !== edit.end ? 'The passage was replaced.' : 'The wording was put in' + (why ? ' as it is. ' + why : '.'));
  el('undo').hidden = false;
}

function undo() {
  if (!editor.undo()) say('It cannot be undone: the wording has been changed since.');
  else say('Undone.');
  el('undo').hidden = editor.inserted.length === 0;
}

el('undo').addEventListener('click', undo);

el('text').addEventListener('click', () => notes.point(editor.markAt()));
el('text').addEventListener('keyup', event => {
  if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') notes.point(editor.markAt());
});

document.addEventListener('keydown', event => {
  if (event.key === 'F6' && open.view === 'edit' && !el('work').hidden) {
    event.preventDefault();
    if (el('side').contains(document.activeElement)) el('text').focus();
    else (el('notes').querySelector('.here summary, summary') ?? el('side')).focus();
  }
  if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !event.shiftKey && open.view !== 'edit' && !el('undo').hidden && !event.target.closest('input, textarea')) {
    event.preventDefault();
    undo();
  }
  if ((event.ctrlKey || event.metaKey) && event.key === 's' && open.text && !el('work').hidden) {
    event.preventDefault();
    saveText();
  }
});

// dirty says that there are changes which no file has.
function dirty() {
  return !!open.text && open.name !== '' && editor.text !== open.saved;
}

function changed() {
  about();
  el('undo').hidden = editor.inserted.length === 0;
}

// about says below the name what there is to know.
function about() {
  const pages = open.pages ? `${open.pages} pages` : '';
  el('about').textContent = dirty() ? 'changed, not saved' : pages || (open.text ? 'not changed' : '');
}

addEventListener('beforeunload', event => {
  if (dirty()) event.preventDefault();
});

// ---- comparing ----

accept({zone: el('drop-second'), button: el('pick-second'), input: el('file-second'), take: compareWith});

// second is the other version, and whether it is the old one.
let second = {file: null, old: false};

function compareWith(file) {
  if (file.size > maxUpload) {
    problem(`The file is larger than ${maxUpload >> 20} MB, the most that this page takes.`);
    return;
  }
  second = {file, old: false};
  show('compare');
  compare();
}

el('swap').addEventListener('click', () => {
  second.old = !second.old;
  compare();
});

async function compare() {
  const versions = [[open.name, body()], [second.file.name, second.file]];
  if (second.old) versions.reverse();
  const [[before, older], [after, newer]] = versions;
  problem('');
  busy('Comparing …');
  el('comparison').replaceChildren();
  try {
    await post('compare', {old: before, new: after, size: older.size, kind: el('kind').value}, new Blob([older, newer]), event => {
      if (event.stage === 'failed') {
        problem(event.message);
        return;
      }
      el('comparison').innerHTML = event.report;
      el('comparison').focus({preventScroll: true});
    });
  } catch (error) {
    problem(error.message);
  }
  el('swap').hidden = false;
  el('swap').textContent = second.old ? 'It is the new version: swap' : 'It is the old version: swap';
  busy('');
}

// ---- saving ----

function saveText() {
  download(open.text.blob(editor.text), open.name);
  open.saved = editor.text;
  changed();
  say('The document was saved to your downloads.');
}

async function saveReport(format, ending) {
  busy('Making the file …');
  try {
    download(await fetchFile('save', {name: open.name, kind: el('kind').value, format}, body()), stem(open.name) + ending);
    say('It was saved to your downloads.');
  } catch (error) {
    problem(error.message);
  }
  busy('');
}

el('save-text').addEventListener('click', saveText);
el('save-report').addEventListener('click', () => saveReport('html', '-report.html'));
el('save-table').addEventListener('click', () => saveReport('csv', '-findings.csv'));

// ---- showing ----

function show(view) {
  open.view = view;
  for (const name of ['report', 'edit', 'compare']) {
    el('view-' + name).hidden = name !== view;
    document.querySelector(`[data-view="${name}"]`).setAttribute('aria-pressed', name === view);
  }
  document.body.classList.toggle('editing', view === 'edit');
  el('tallies').hidden = view !== 'edit';
  el('warnings').hidden = view !== 'edit' || !el('warnings').firstChild;
}

for (const button of document.querySelectorAll('[data-view]')) {
  button.addEventListener('click', () => {
    show(button.dataset.view);
    if (button.dataset.view === 'report') judge();
    if (button.dataset.view === 'edit') el('text').focus({preventScroll: true});
  });
}

// buttons allows what can be done with the document.
function buttons() {
  document.querySelector('[data-view="edit"]').hidden = !open.text;
  el('save-text').hidden = !open.text;
  for (const id of ['save-report', 'save-table']) el(id).disabled = open.failed;
}

// busy says what is under way; nothing when it has ended.
function busy(text) {
  el('progress').hidden = !text;
  if (text) say(text, true);
  else if (el('status').dataset.busy) say('');
}

let silence = 0;

// say tells the reader what has happened.
function say(text, whileBusy) {
  el('status').textContent = text;
  clearTimeout(silence);
  if (text && !whileBusy) silence = setTimeout(() => say(''), 8000);
  if (whileBusy) el('status').dataset.busy = '1';
  else delete el('status').dataset.busy;
}

// problem says what went wrong; nothing when all is well.
function problem(text, choose) {
  const box = el(el('work').hidden ? 'start-problem' : 'problem');
  for (const id of ['start-problem', 'problem']) el(id).hidden = true;
  box.textContent = text;
  box.hidden = !text;
  if (choose) el('kind').focus();
}

// ---- dropping ----

accept({zone: document.body, button: el('pick'), input: el('file'), take});

let over = 0;
addEventListener('dragenter', event => { if (hasFile(event)) { event.preventDefault(); over++; el('veil').hidden = false; } });
addEventListener('dragleave', event => { if (hasFile(event) && --over <= 0) lift(); });
addEventListener('dragover', event => { if (hasFile(event)) event.preventDefault(); });
addEventListener('drop', event => { if (hasFile(event)) event.preventDefault(); lift(); });
document.addEventListener('dropped', lift);

function hasFile(event) {
  return event.dataTransfer?.types.includes('Files');
}

function lift() {
  over = 0;
  el('veil').hidden = true;
}

el('max').textContent = maxUpload >> 20;
