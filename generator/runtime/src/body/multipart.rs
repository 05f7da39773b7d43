//! Multipart bodies (RFC 7578).
//!
//! In: fields and files, in order. Out: the body and its content type. The same parts always give the same bytes, so
//! that a repeated request has the same body, and the boundary occurs in none of them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::HeaderValue;

use super::body::{Body, Joined};
use super::boundary::Taken;
use super::upload::Upload;
use crate::runtime::form::{Form, FormValue, Key};
use crate::runtime::limits::{Actual, Limit, Violations};

/// A `multipart/form-data` body that is being written.
#[derive(Clone, Default)]
pub struct Multipart {
    parts: Vec<Part>,
    violations: Violations,
}

/// A part: the headers it starts with, and its contents.
#[derive(Clone)]
struct Part {
    headers: String,
    contents: Body,
}

/// Shows the number of parts instead of what they hold.
impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Multipart({} parts)", self.parts.len())
    }
}

const OCTET_STREAM: &str = "application/octet-stream";

impl Multipart {
    /// No parts.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            parts: Vec::new(),
            violations: Violations::new(),
        }
    }

    /// Adds a value: no part, one, or one for each pair that a form would have. Such a part has only the header
    /// `Content-Disposition`.
    pub fn field<T: FormValue + ?Sized>(&mut self, key: &Key<'_>, value: &T) {
        self.form(|form| form.field(key, value));
    }

    /// Adds a value if there is one.
    pub fn optional<T: FormValue>(&mut self, key: &Key<'_>, value: &Option<T>) {
        self.form(|form| form.optional(key, value));
    }

    /// Adds what `write` writes into a form, a part for each pair: for what only forms can do, such as
    /// [`Form::expand`].
    pub fn form(&mut self, write: impl FnOnce(&mut Form)) {
        let mut form = Form::parts();
        write(&mut form);
        self.violations.unwritten(form.take_failures());
        for (name, value) in form.into_parts() {
            self.parts.push(Part {
                headers: disposition(&name),
                contents: Bytes::from(value).into(),
            });
        }
    }

    /// Adds a file. Its part has a file name and a content type. A content type that no header can hold makes the
    /// request fail before it is sent.
    pub fn file(&mut self, key: &Key<'_>, file: &Upload) {
        let content_type = file.content_type.as_deref().unwrap_or(OCTET_STREAM);
        let name = key.to_string();
        if HeaderValue::from_str(content_type).is_err() {
            let length = content_type.chars().count() as u64;
            self.violations
                .add_named(name, Limit::Header, Actual::Characters(length));
            return;
        }
        let headers = format!(
            "{}; filename=\"{}\"\r\nContent-Type: {content_type}",
            disposition(&name),
            quoted(base_name(&file.file_name)),
        );
        self.parts.push(Part {
            headers,
            contents: file.contents().clone(),
        });
    }

    /// The content type and the body. It is in memory, in one piece, if the contents of all parts are.
    pub(crate) fn finish(self, violations: &mut Violations) -> (String, Body) {
        violations.extend(self.violations);
        let mut taken = Taken::new();
        for part in &self.parts {
            part.contents.add_boundaries(&mut taken);
        }
        let boundary = taken.free();
        // What stands around headers and contents: two dashes and four line ends, rounded up.
        let around = boundary.len() + 16;
        let size = |part: &Part| {
            let contents = part.contents.as_bytes().map_or(0, Bytes::len);
            part.headers.len() + contents + around
        };
        let mut body = Joined::with_capacity(self.parts.iter().map(size).sum::<usize>() + around);
        for part in &self.parts {
            for piece in ["--", &boundary, "\r\n", &part.headers, "\r\n\r\n"] {
                body.bytes(piece.as_bytes());
            }
            body.body(&part.contents);
            body.bytes(b"\r\n");
        }
        for piece in ["--", &boundary, "--\r\n"] {
            body.bytes(piece.as_bytes());
        }
        (
            format!("multipart/form-data; boundary={boundary}"),
            body.finish(),
        )
    }
}

fn disposition(name: &str) -> String {
    format!("Content-Disposition: form-data; name=\"{}\"", quoted(name))
}

/// The last component of a path of any system; `file` if there is none, as a part without a file name is no file.
fn base_name(path: &str) -> &str {
    match path.rsplit(['/', '\\']).next() {
        None | Some("") => "file",
        Some(name) => name,
    }
}

/// A text that can stand between quotes in a header. Quotes become `%22` (WHATWG HTML, section 4.10.21.8, "multipart
/// form data"); line ends become spaces.
fn quoted(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '\r', '\n']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('"', "%22").replace(['\r', '\n'], " "))
}
