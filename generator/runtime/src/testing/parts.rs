//! What was sent, taken apart.
//!
//! In: the text of a query or a form, or a multipart body as this crate writes it. Out: pairs, or parts. What always holds: pairs of one key
//! keep their order, and otherwise stand in the order of their keys, as APIs read them by name.

use bytes::Bytes;

use super::contents::SentPart;

/// The pairs of a query or a form, decoded.
pub(super) fn pairs(text: &[u8]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = form_urlencoded::parse(text).into_owned().collect();
    pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
    pairs
}

/// The parts of a multipart body. Nothing, if it is not one as this crate writes them.
pub(super) fn parts(content_type: &str, body: &Bytes) -> Option<Vec<SentPart>> {
    let (_, boundary) = content_type.split_once("boundary=")?;
    let line = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.slice(line.len().min(body.len())..);
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        let rest_of_line = rest.strip_prefix(b"\r\n".as_slice())?;
        let start = rest.len().checked_sub(rest_of_line.len())?;
        let end = find(rest_of_line, between.as_bytes())?;
        let part = rest.slice(start..start.checked_add(end)?);
        parts.push(one(&part)?);
        let next = start.checked_add(end)?.checked_add(between.len())?;
        rest = rest.slice(next.min(rest.len())..);
    }
    Some(parts)
}

fn one(part: &Bytes) -> Option<SentPart> {
    const END: &[u8] = b"\r\n\r\n";
    let at = find(part, END)?;
    let head = std::str::from_utf8(part.get(..at)?).ok()?;
    let mut read = SentPart {
        name: String::new(),
        file_name: None,
        content_type: None,
        contents: part.slice(at.checked_add(END.len())?..),
    };
    for line in head.split("\r\n") {
        if let Some(value) = line.strip_prefix("Content-Type: ") {
            read.content_type = Some(value.to_owned());
        } else if let Some(value) = line.strip_prefix("Content-Disposition: form-data; name=\"") {
            let (name, file) = match value.split_once("\"; filename=\"") {
                Some((name, file)) => (name, Some(file)),
                None => (value, None),
            };
            read.name = plain(name.trim_end_matches('"'));
            read.file_name = file.map(|file| plain(file.trim_end_matches('"')));
        }
    }
    Some(read)
}

/// A name without what stands for quotes and line ends in it.
fn plain(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, what)
}
