//! Statuses: which of them are successes, in which order they stand, and what they are called.
//!
//! In: the status of a response. Out: answers to that. What always holds: a name is the reason phrase of RFC 9110, where that
//! has one.

use crate::api::StatusMatch;
use crate::spec::{Answer, Status};

/// Which statuses an answer is for.
pub fn of(answer: &Answer) -> StatusMatch {
    match answer.status {
        Status::Code(code) => StatusMatch::Exact(code),
        Status::Range(hundreds) => StatusMatch::Range(hundreds),
        Status::Default => StatusMatch::Default,
    }
}

/// Whether it is the status of a success.
pub fn is_success(status: StatusMatch) -> bool {
    matches!(
        status,
        StatusMatch::Exact(200..=299) | StatusMatch::Range(2)
    )
}

/// Its place: one status before a range, and that before the default.
pub fn rank(status: StatusMatch) -> (u8, u16) {
    match status {
        StatusMatch::Exact(code) => (0, code),
        StatusMatch::Range(hundreds) => (1, hundreds.into()),
        StatusMatch::Default => (2, 0),
    }
}

/// Its name, in words.
pub fn words(status: StatusMatch) -> String {
    let code = match status {
        StatusMatch::Exact(code) => code,
        StatusMatch::Range(4) => return "client error".to_owned(),
        StatusMatch::Range(5) => return "server error".to_owned(),
        StatusMatch::Range(hundreds) => return format!("status {hundreds}xx"),
        StatusMatch::Default => return "default".to_owned(),
    };
    let known = REASONS.iter().find(|(known, _)| *known == code);
    known.map_or_else(
        || format!("status {code}"),
        |(_, reason)| (*reason).to_owned(),
    )
}

/// The reason phrases of RFC 9110, section 15, and of the RFCs that add to them.
const REASONS: [(u16, &str); 55] = [
    (200, "ok"),
    (201, "created"),
    (202, "accepted"),
    (203, "non authoritative"),
    (204, "no content"),
    (205, "reset content"),
    (206, "partial content"),
    (207, "multi status"),
    (300, "multiple choices"),
    (301, "moved permanently"),
    (302, "found"),
    (303, "see other"),
    (304, "not modified"),
    (305, "use proxy"),
    (307, "temporary redirect"),
    (308, "permanent redirect"),
    (400, "bad request"),
    (401, "unauthorized"),
    (402, "payment required"),
    (403, "forbidden"),
    (404, "not found"),
    (405, "method not allowed"),
    (406, "not acceptable"),
    (407, "proxy authentication required"),
    (408, "request timeout"),
    (409, "conflict"),
    (410, "gone"),
    (411, "length required"),
    (412, "precondition failed"),
    (413, "content too large"),
    (414, "uri too long"),
    (415, "unsupported media type"),
    (416, "range not satisfiable"),
    (417, "expectation failed"),
    (421, "misdirected request"),
    (422, "unprocessable content"),
    (423, "locked"),
    (424, "failed dependency"),
    (425, "too early"),
    (426, "upgrade required"),
    (428, "precondition required"),
    (429, "too many requests"),
    (431, "request header fields too large"),
    (451, "unavailable for legal reasons"),
    (500, "internal server error"),
    (501, "not implemented"),
    (502, "bad gateway"),
    (503, "service unavailable"),
    (504, "gateway timeout"),
    (505, "http version not supported"),
    (506, "variant also negotiates"),
    (507, "insufficient storage"),
    (508, "loop detected"),
    (510, "not extended"),
    (511, "network authentication required"),
];
