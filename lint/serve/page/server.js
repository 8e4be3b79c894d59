// What the page asks of the program on this computer.

const token = document.body.dataset.token;

// post sends a body and calls each event of the answer, which come as lines of
// JSON, in turn. It throws an Error with a sentence for the reader.
export async function post(path, params, body, each, signal) {
  const response = await send(path, params, body, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const {value, done} = await reader.read().catch(lost);
    const lines = (rest + (value ?? '')).split('\n');
    rest = done ? '' : lines.pop();
    for (const line of lines) {
      if (line.trim()) each(JSON.parse(line));
    }
    if (done) return;
  }
}

// fetchFile sends a body and returns the file that comes back.
export async function fetchFile(path, params, body) {
  const response = await send(path, params, body);
  if (!response.ok) throw new Error(await reason(response));
  return response.blob().catch(lost);
}

async function send(path, params, body, signal) {
  const response = await fetch(path + '?' + new URLSearchParams(params), {
    method: 'POST', body, signal,
    headers: {'X-Rightslint-Token': token, 'Content-Type': 'application/octet-stream'},
  }).catch(lost);
  const type = response.headers.get('Content-Type') ?? '';
  if (!response.ok && !type.includes('json')) throw new Error(await response.text());
  return response;
}

async function reason(response) {
  try {
    return JSON.parse(await response.text()).message;
  } catch {
    return 'That did not work.';
  }
}

function lost(error) {
  if (error.name === 'AbortError') throw error;
  throw new Error('The program does not answer. It may have been ended: start it again and open the address that it prints.');
}
