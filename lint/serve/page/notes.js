// The findings beside the text. A note that stays the same stays where it is,
// so that what is open stays open and the focus is not lost.

export class Notes {
  // act is called with the note and the button of it that was pressed.
  constructor(list, act) {
    this.list = list;
    this.notes = new Map(); // by key
    list.addEventListener('click', event => {
      const button = event.target.closest('button');
      const item = button?.closest('li');
      if (item) act(this.notes.get(item.dataset.key), button);
    });
  }

  // update shows other notes.
  update(notes) {
    const old = new Map([...this.list.children].map(item => [item.dataset.key, item]));
    const focus = this.focused();
    const items = notes.map(note => {
      let item = old.get(note.key);
      if (item?.shown === note.html) return item;
      const open = item?.querySelector('details').open;
      item ??= document.createElement('li');
      item.dataset.key = note.key;
      item.shown = note.html;
      item.innerHTML = note.html;
      item.querySelector('details').open = !!open;
      return item;
    });
    this.notes = new Map(notes.map(note => [note.key, note]));
    if (items.length !== this.list.children.length || items.some((item, i) => item !== this.list.children[i])) {
      this.list.replaceChildren(...items);
    }
    this.restore(focus);
  }

  // focused says which part of which note has the focus.
  focused() {
    const item = document.activeElement?.closest?.('#' + this.list.id + ' > li');
    if (!item) return null;
    const parts = [...item.querySelectorAll('summary, button')];
    return {key: item.dataset.key, part: parts.indexOf(document.activeElement), index: [...this.list.children].indexOf(item)};
  }

  restore(focus) {
    if (!focus || this.list.contains(document.activeElement)) return;
    const same = [...this.list.children].find(item => item.dataset.key === focus.key);
    const parts = same?.querySelectorAll('summary, button');
    const next = this.list.children[Math.min(focus.index, this.list.children.length - 1)];
    (parts?.[focus.part] ?? next?.querySelector('summary') ?? this.list.closest('aside')).focus();
  }

  // point opens a note and brings it into view.
  point(key) {
    for (const item of this.list.children) item.classList.toggle('here', item.dataset.key === key);
    const item = this.list.querySelector('.here');
    item?.scrollIntoView({block: 'nearest'});
  }
}
