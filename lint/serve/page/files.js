// Files on their way in and out.

// download hands a file to the reader.
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// stem is a file's name without its extension.
export function stem(name) {
  return name.replace(/\.[^.]+$/, '') || name;
}

// TextFile is the text of a file in the form that it is edited in, and the way
// back: byte order mark and line ends of the file are kept.
export class TextFile {
  constructor(text, bytes) {
    this.original = text;
    this.bytes = bytes; // of the file, or null for pasted text
    this.bom = !!bytes && bytes[0] === 0xEF && bytes[1] === 0xBB && bytes[2] === 0xBF;
    let crlf = 0, lf = 0;
    for (let i = 0; bytes && i < bytes.length; i++) {
      if (bytes[i] === 10) bytes[i - 1] === 13 ? crlf++ : lf++;
    }
    this.crlf = crlf > lf;
  }

  // blob is the file with the text as edited.
  blob(text) {
    if (text === this.original && this.bytes) return new Blob([this.bytes]);
    if (this.crlf) text = text.replaceAll('\n', '\r\n');
    return new Blob([this.bom ? '\uFEFF' : '', text], {type: 'text/plain;charset=utf-8'});
  }
}

// accept makes an element take dropped files, and a button and an input take
// chosen ones.
export function accept({zone, button, input, take}) {
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    if (input.files.length) take(input.files[0]);
    input.value = ''; // the same file can be chosen again
  });
  zone.addEventListener('drop', event => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    document.dispatchEvent(new CustomEvent('dropped'));
    take(file);
  });
}
