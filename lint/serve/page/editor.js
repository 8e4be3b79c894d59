// The text as it is edited: a text area that grows with its text, above a copy
// in which the passages that findings are about are marked.

export class Editor {
  constructor(area, mirror, changed) {
    this.area = area;
    this.mirror = mirror;
    this.changed = changed;
    this.marks = []; // {start, end, key, kind}, in order, without overlap
    this.last = '';
    this.drawn = []; // the rows of the copy, each with its element
    this.inserted = []; // changes that can be undone, newest last
    area.addEventListener('input', () => this.follow());
  }

  get text() { return this.area.value; }

  // open starts with another text.
  open(text) {
    this.area.value = text;
    this.last = text;
    this.marks = [];
    this.inserted = [];
    this.draw();
  }

  // follow keeps the marks at their words after an edit and tells of it.
  follow() {
    const before = this.last, now = this.area.value;
    const most = Math.min(before.length, now.length);
    let head = 0;
    while (head < most && before.charCodeAt(head) === now.charCodeAt(head)) head++;
    let tail = 0;
    while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === now.charCodeAt(now.length - 1 - tail)) tail++;
    const from = head, to = before.length - tail, shift = now.length - before.length;
    const kept = [];
    for (const m of this.marks) {
      if (m.end <= from) kept.push(m);
      else if (m.start >= to) kept.push({...m, start: m.start + shift, end: m.end + shift});
      else if (m.start <= from && m.end >= to && m.end + shift > m.start) kept.push({...m, end: m.end + shift});
    }
    this.marks = kept;
    this.last = now;
    this.draw();
    this.changed();
  }

  // mark marks passages; where two overlap, the first given stays.
  mark(marks) {
    const sorted = [];
    for (const m of marks) {
      if (!sorted.some(o => m.start < o.end && o.start < m.end)) sorted.push(m);
    }
    this.marks = sorted.sort((a, b) => a.start - b.start);
    this.draw();
  }

  // draw lays the copy out again: a row for each line, of which only those that
  // have changed are made anew, since laying out a long text takes time.
  draw() {
    const rows = this.rows();
    const old = this.drawn, most = Math.min(old.length, rows.length);
    let head = 0;
    while (head < most && old[head].key === rows[head].key) rows[head].element = old[head++].element;
    let tail = 0;
    while (tail < most - head && old[old.length - 1 - tail].key === rows[rows.length - 1 - tail].key) {
      rows[rows.length - 1 - tail].element = old[old.length - 1 - tail].element;
      tail++;
    }
    for (const row of old.slice(head, old.length - tail)) row.element.remove();
    const next = tail ? rows[rows.length - tail].element : null;
    const made = document.createDocumentFragment();
    for (const row of rows.slice(head, rows.length - tail)) made.append(row.element = this.row(row));
    this.mirror.insertBefore(made, next);
    this.drawn = rows;
  }

  // rows parts the text into its lines, with the marks in each.
  rows() {
    const rows = [], text = this.last;
    let mark = 0;
    for (let start = 0; start <= text.length;) {
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      while (mark < this.marks.length && this.marks[mark].end <= start) mark++;
      const marks = [];
      for (let i = mark; i < this.marks.length && this.marks[i].start < end; i++) {
        const m = this.marks[i];
        marks.push({from: Math.max(m.start, start) - start, to: Math.min(m.end, end) - start, key: m.key, kind: m.kind});
      }
      const words = text.slice(start, end);
      rows.push({start, words, marks, key: marks.length ? words + JSON.stringify(marks) : words});
      start = end + 1;
    }
    return rows;
  }

  // row makes the element of a row.
  row({words, marks}) {
    const element = document.createElement('div');
    let at = 0;
    for (const m of marks) {
      const mark = document.createElement('mark');
      mark.className = m.kind;
      mark.dataset.key = m.key;
      mark.textContent = words.slice(m.from, m.to);
      element.append(words.slice(at, m.from), mark);
      at = m.to;
    }
    element.append(words.slice(at));
    return element;
  }

  // markAt returns the key of the finding whose passage holds the caret.
  markAt() {
    const at = this.area.selectionStart;
    return this.marks.find(m => m.start <= at && at < m.end)?.key;
  }

  // show selects a passage and brings it into view.
  show(start, end) {
    this.area.focus({preventScroll: true});
    this.area.setSelectionRange(start, end);
    const box = this.boxAt(start);
    const frame = this.area.closest('.paper');
    const view = frame.getBoundingClientRect();
    if (frame.scrollHeight > frame.clientHeight + 1) {
      frame.scrollTop += box.top - view.top - view.height / 3;
      if (view.top < 0 || view.top > innerHeight / 2) frame.scrollIntoView({block: 'nearest'});
    } else {
      window.scrollBy(0, box.top - innerHeight / 3);
    }
  }

  // boxAt finds where a place of the text is shown, in the copy.
  boxAt(offset) {
    const row = this.drawn.findLast(r => r.start <= offset);
    offset -= row.start;
    const walk = document.createTreeWalker(row.element, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode();
    while (node && offset >= node.length) {
      offset -= node.length;
      node = walk.nextNode();
    }
    if (!node) return row.element.getBoundingClientRect(); // its end
    const range = document.createRange();
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    return range.getBoundingClientRect();
  }

  // apply makes a change that can be undone, and selects the first blank in
  // it, which waits to be filled in.
  apply(edit) {
    const removed = this.last.slice(edit.start, edit.end);
    this.inserted.push({at: edit.start, removed, inserted: edit.text});
    this.replace(edit.start, edit.end, edit.text);
    const blank = /\[[^\]\n]+\]/.exec(edit.text);
    const lead = edit.text.length - edit.text.trimStart().length;
    const start = edit.start + (blank ? blank.index : lead);
    const end = blank ? start + blank[0].length : edit.start + edit.text.trimEnd().length;
    return {start, end};
  }

  // undo takes the last change of apply back, wherever its words stand now. It
  // returns whether it could.
  undo() {
    const change = this.inserted.pop();
    if (!change) return false;
    let at = change.at;
    if (!this.last.startsWith(change.inserted, at)) {
      at = this.last.indexOf(change.inserted);
      if (at < 0 || this.last.indexOf(change.inserted, at + 1) >= 0) return false;
    }
    this.replace(at, at + change.inserted.length, change.removed);
    return true;
  }

  // replace changes the text so that the browser's own undo knows of it, where
  // the text area is in use.
  replace(start, end, text) {
    let done = false;
    if (this.area.offsetParent) {
      this.area.focus({preventScroll: true});
      this.area.setSelectionRange(start, end);
      done = text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text);
    }
    if (!done || this.area.value.slice(start, start + text.length) !== text) {
      this.area.setRangeText(text, start, end, 'end');
    }
    if (this.area.value !== this.last) this.follow();
  }
}
