//! `multipart/form-data` (RFC 7578).
//!
//! In: a body and its content type. Out: pairs, of which some are files. What always holds: a body that does not end with its boundary is
//! refused.

use bytes::Bytes;

use super::pairs::{FilePart, Leaf};

/// The pairs of a body.
///
/// # Errors
///
/// What is wrong with it, as a sentence.
pub fn parts(body: &Bytes, content_type: &str) -> Result<Vec<(String, Leaf)>, String> {
    let boundary = parameter(content_type, "boundary")
        .filter(|boundary| !boundary.is_empty())
        .ok_or("The content type of a multipart body must name its boundary.")?;
    let mark = format!("--{boundary}");
    let mut rest = match find(body, mark.as_bytes()) {
        Some(start) => body.slice(start + mark.len()..),
        None => return Err("The body has no part: its boundary is not in it.".to_owned()),
    };
    let mut found = Vec::new();
    let mark = format!("\r\n--{boundary}");
    loop {
        if rest.starts_with(b"--") {
            return Ok(found);
        }
        let end = find(&rest, mark.as_bytes())
            .ok_or("The body does not end with its boundary: part of it is missing.")?;
        let part = rest.slice(..end);
        found.push(part_of(&part)?);
        rest = rest.slice(end + mark.len()..);
    }
}

/// The body of a multipart request without its boundary, which is another each time; all of any other body.
pub fn without_boundary<'b>(
    body: &'b [u8],
    content_type: Option<&str>,
) -> impl Iterator<Item = &'b [u8]> {
    let content_type = content_type.filter(|kind| kind.starts_with("multipart/"));
    let boundary = content_type.and_then(|kind| parameter(kind, "boundary"));
    let mark = boundary.filter(|boundary| !boundary.is_empty());
    let mut rest = Some(body);
    std::iter::from_fn(move || {
        let bytes = rest.take()?;
        let found = mark.as_ref().and_then(|mark| {
            let start = find(bytes, mark.as_bytes())?;
            Some((bytes.get(..start)?, bytes.get(start + mark.len()..)?))
        });
        let (before, behind) =
            found.map_or((bytes, None), |(before, behind)| (before, Some(behind)));
        rest = behind;
        Some(before)
    })
}

fn part_of(part: &Bytes) -> Result<(String, Leaf), String> {
    let end = find(part, b"\r\n\r\n").ok_or("A part of the body has no head.")?;
    let head = String::from_utf8_lossy(part.get(..end).unwrap_or_default()).into_owned();
    let bytes = part.slice(end + 4..);
    let header = |name: &str| {
        let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
        let found = lines.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let disposition =
        header("content-disposition").ok_or("A part of the body has no Content-Disposition.")?;
    let name = parameter(&disposition, "name").ok_or("A part of the body has no name.")?;
    let filename = parameter(&disposition, "filename");
    let content_type = header("content-type");
    let is_file = filename.is_some()
        || content_type
            .as_deref()
            .is_some_and(|kind| kind.starts_with("application/octet-stream"));
    let leaf = match is_file {
        true => Leaf::File(FilePart {
            filename,
            content_type: content_type.unwrap_or_else(|| "application/octet-stream".to_owned()),
            bytes,
        }),
        false => match String::from_utf8(bytes.to_vec()) {
            Ok(text) => Leaf::Text(text),
            Err(_) => return Err(format!("The part {name} is not UTF-8.")),
        },
    };
    Ok((name, leaf))
}

/// A parameter of a header's value; `%22` in it is a quotation mark.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value.split_once(';')?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let (text, next) = match after.strip_prefix('"') {
            Some(quoted) => {
                let (text, next) = quoted.split_once('"')?;
                (text, next.split_once(';').map_or("", |(_, next)| next))
            }
            None => after.split_once(';').unwrap_or((after, "")),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(text.trim().replace("%22", "\""));
        }
        rest = next;
    }
}

/// Where bytes stand in others.
fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    let first = *sought.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let start = from + rest.iter().position(|byte| *byte == first)?;
        if bytes.get(start..)?.starts_with(sought) {
            return Some(start);
        }
        from = start + 1;
    }
}
