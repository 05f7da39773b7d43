//! What a server reads of a multipart body (RFC 7578).
//!
//! In: a content type and a body. Out: the parts, in order. What always holds: every byte of the body belongs to a part or
//! to what has to stand around it.

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its headers, as they stand.
    pub headers: Vec<(String, String)>,
    /// Its contents.
    pub contents: Vec<u8>,
}

/// Reads a body.
///
/// # Errors
/// If it is not exactly what a multipart body is.
pub fn parts(content_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .ok_or("not a multipart body with a boundary")?;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
    if !(1..=70).contains(&boundary.len()) || !boundary.bytes().all(known) {
        return Err(format!("{boundary:?} is no boundary"));
    }
    let first = format!("--{boundary}\r\n");
    let delimiter = format!("\r\n--{boundary}");
    let mut rest = body
        .strip_prefix(first.as_bytes())
        .ok_or("the first boundary is missing")?;
    let mut parts = Vec::new();
    loop {
        let end = position(rest, delimiter.as_bytes()).ok_or("a part without end")?;
        let (this, behind) = rest.split_at(end);
        parts.push(part(this)?);
        let behind = behind.get(delimiter.len()..).unwrap_or_default();
        match behind.strip_prefix(b"\r\n") {
            Some(next) => rest = next,
            None if behind == b"--\r\n" => return Ok(parts),
            None => return Err("something other than a part behind a boundary".to_owned()),
        }
    }
}

fn part(bytes: &[u8]) -> Result<Part, String> {
    let end = position(bytes, b"\r\n\r\n").ok_or("a part without headers")?;
    let (headers, contents) = bytes.split_at(end);
    let headers = std::str::from_utf8(headers).map_err(|error| error.to_string())?;
    let header = |line: &str| {
        let (name, value) = line.split_once(": ").ok_or("a line that is no header")?;
        Ok::<_, String>((name.to_owned(), value.to_owned()))
    };
    let headers: Result<Vec<_>, String> = headers.split("\r\n").map(header).collect();
    Ok(Part {
        headers: headers?,
        contents: contents.get(4..).unwrap_or_default().to_vec(),
    })
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
