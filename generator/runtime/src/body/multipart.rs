//! Multipart bodies (RFC 7578).
//!
//! In: fields and files, in order. Out: the body and its content type. The same parts always give the same bytes, so
//! that a repeated request has the same body, and the boundary occurs in none of them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use super::body::{Body, Joined};
use super::boundary::Taken;
use super::upload::Upload;
use crate::runtime::form::{Form, FormValue, Key};
use crate::runtime::limits::{Actual, Limit, Violations};
use crate::runtime::show::{is_control, is_visible};

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
            self.part(&name, disposition(&name), Bytes::from(value).into());
        }
    }

    /// Adds a file. Its part has a file name and a content type; see [`Upload`] for what these may be.
    pub fn file(&mut self, key: &Key<'_>, file: &Upload) {
        let content_type = file.content_type.as_deref().unwrap_or(OCTET_STREAM);
        let name = key.to_string();
        let file_name = sent_name(&file.file_name);
        if file_name.is_none() {
            self.refuse(&name, Limit::FileName, &file.file_name);
        }
        if !is_media_type(content_type) {
            self.refuse(&name, Limit::ContentType, content_type);
        }
        let headers = format!(
            "{}; filename=\"{}\"\r\nContent-Type: {content_type}",
            disposition(&name),
            file_name.unwrap_or_default(),
        );
        self.part(&name, headers, file.contents().clone());
    }

    fn part(&mut self, name: &str, headers: String, contents: Body) {
        // Line ends can be escaped.
        if name.contains(|c: char| c.is_control() && !matches!(c, '\r' | '\n')) {
            self.refuse(name, Limit::PartName, name);
        }
        self.parts.push(Part { headers, contents });
    }

    fn refuse(&mut self, name: &str, limit: Limit, text: &str) {
        let length = Actual::Characters(text.chars().count() as u64);
        self.violations.add_named(name, limit, length);
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

/// The first header of a part. In its name, quotes and line ends are percent-encoded, and nothing else is (WHATWG HTML,
/// section 4.10.21.8, "multipart form data").
fn disposition(name: &str) -> String {
    let name = escape_quotes(name);
    let name = name.replace('\r', "%0D").replace('\n', "%0A");
    format!("Content-Disposition: form-data; name=\"{name}\"")
}

/// What is sent of a file's name: its last component, with the separators of any system, in a form that can stand between
/// quotes. `None` if it has none that would be a file's, or does not show as what it is. A part without a file name is no
/// file, so something stands for an empty one.
fn sent_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = match name {
        _ if path.is_empty() => "file",
        "" | "." | ".." => return None,
        name => name,
    };
    // As the vendors' SDKs do it; percent-encoded as in other names, a line end would stay in the name.
    let name = name.replace(['\r', '\n'], " ");
    (!name.contains(is_control)).then(|| escape_quotes(&name).into_owned())
}

fn escape_quotes(text: &str) -> Cow<'_, str> {
    match text.contains('"') {
        true => text.replace('"', "%22").into(),
        false => text.into(),
    }
}

/// Whether a text is a type and a subtype, and parameters that are not looked at beyond their characters.
fn is_media_type(text: &str) -> bool {
    let is_token = |token: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !token.is_empty() && token.bytes().all(is_part)
    };
    let essence = text.split(';').next().unwrap_or_default().trim_end();
    let is_type = essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    is_type && is_visible(text)
}
