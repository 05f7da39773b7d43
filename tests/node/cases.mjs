// What a case needs and its recording does not say.
//
// In: the name of a case. Out: the input of cases about files, and what the server answers.

const purpose = 'dispute_evidence';

/** Inputs of cases that were recorded without any. Contents are a byte a character. */
const INPUTS = {
  file_upload: {
    op: 'file_upload',
    params: {
      file: { data: '%PDF-1.7\r\n\0\u00ff--\r\n', name: 'receipt.pdf', type: 'application/pdf' },
      purpose,
    },
  },
  file_upload_no_name_no_type: {
    op: 'file_upload',
    params: { file: { data: 'x' }, purpose },
  },
  file_upload_name_special: {
    op: 'file_upload',
    params: {
      file: { data: 'x', name: 'a"b\nc\r\nd \u2013 gr\u00f6\u00dfe.txt', type: 'text/plain' },
      purpose,
    },
  },
  file_upload_options: {
    op: 'file_upload',
    params: { file: { data: 'x', name: 'a.txt', type: 'text/plain' }, purpose, expand: ['links'] },
    options: { stripe_account: 'acct_123', idempotency_key: 'my-key-3' },
  },
  file_upload_missing_file: { op: 'file_upload', params: { purpose } },
  file_upload_retry_500_stream: {
    op: 'file_upload',
    stream: true,
    params: { file: { data: 'from a stream', name: 'a.txt', type: 'text/plain' }, purpose },
  },
  file_retrieve: { op: 'file_retrieve', id: 'file_1' },
  file_list: { op: 'file_list', params: { purpose, limit: 3 } },
};

/** The input of a case, if its recording has none. */
export function input(name) {
  if (!(name in INPUTS)) throw new Error(`${name}: no input`);
  return INPUTS[name];
}

const page = (ids, has_more) => ({
  status: 200,
  body: {
    object: 'list',
    url: '/v1/disputes',
    has_more,
    data: ids.map((id) => ({ id, object: 'dispute' })),
  },
});

const THREE_PAGES = [page(['dp_1', 'dp_2'], true), page(['dp_3', 'dp_4'], true), page(['dp_5'], false)];

const ANSWERS = {
  page_forward_3: THREE_PAGES,
  page_both_cursors: THREE_PAGES,
  page_options_kept: THREE_PAGES,
  page_stop_early: THREE_PAGES,
  page_backward_3: [page(['dp_4', 'dp_5'], true), page(['dp_2', 'dp_3'], true), page(['dp_1'], false)],
  page_empty: [page([], false)],
  page_second_empty_has_more: [page(['dp_1', 'dp_2'], true), page([], true)],
  page_exact_boundary: [page(['dp_1', 'dp_2'], true), page(['dp_3', 'dp_4'], false)],
  page_same_cursor_loop: Array(8).fill(page(['dp_1', 'dp_2'], true)),
  file_upload_retry_500_stream: [{ status: 500, body: { error: { type: 'api_error' } } }],
};

/** What the server answers, in order. */
export function answers(name) {
  return [...(ANSWERS[name] ?? [])];
}

/** What it answers after that. */
export function answer(path) {
  return path === '/v1/disputes' || path === '/v1/files'
    ? page([], false)
    : { status: 200, body: { id: 'x_1', object: 'x' } };
}
