// A question to the reader.

// ask shows a question with its answers, each a value and its words, and
// returns the value that was chosen; '' when the question was closed.
export function ask(title, text, answers) {
  const dialog = document.getElementById('ask');
  document.getElementById('ask-title').textContent = title;
  document.getElementById('ask-text').textContent = text;
  document.getElementById('ask-form').replaceChildren(...answers.map(([value, words], i) => {
    const button = document.createElement('button');
    button.value = value;
    button.textContent = words;
    if (!i) button.className = 'primary';
    return button;
  }));
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => resolve(dialog.returnValue), {once: true}));
}
