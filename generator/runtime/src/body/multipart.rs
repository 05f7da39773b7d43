//! Multipart bodies (RFC 7578).
//!
//! In: fields and files, in order. Out: the body and its content type. The same parts always give the same bytes, so
//! that a repeated request has the same body, and the boundary occurs in none of them.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use serde::Serialize;

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
    /// The media types of which the parts that are being added have to have one.
    types: &'static [&'static str],
    /// The other headers of the parts that are being added.
    headers: &'static [(&'static str, &'static str)],
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
            types: &[],
            headers: &[],
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
            let content_type = self.types.first().copied();
            self.part(&name, "", content_type, Bytes::from(value).into());
        }
    }

    /// Adds one part of JSON. A value that JSON cannot hold is a violation.
    pub fn json<T: Serialize + ?Sized>(&mut self, key: &Key<'_>, value: &T) {
        let name = key.to_string();
        let Ok(json) = serde_json::to_vec(value) else {
            return self
                .violations
                .add_named(&name, Limit::Json, Actual::Unmeasured);
        };
        let content_type = self.types.first().copied().unwrap_or("application/json");
        self.part(&name, "", Some(content_type), Bytes::from(json).into());
    }

    /// Adds the parts that `write` adds, with one of these media types and with these headers. A file has to have one of the
    /// types; where there is but one, it is sent as that, whatever its own is.
    pub fn described(
        &mut self,
        types: &'static [&'static str],
        headers: &'static [(&'static str, &'static str)],
        write: impl FnOnce(&mut Self),
    ) {
        (self.types, self.headers) = (types, headers);
        write(self);
        (self.types, self.headers) = (&[], &[]);
    }

    /// Adds a file. Its part has a file name and a content type; see [`Upload`] for what these may be.
    pub fn file(&mut self, key: &Key<'_>, file: &Upload) {
        let own = file.content_type.as_deref().unwrap_or(OCTET_STREAM);
        let content_type = match self.types {
            [only] if !only.contains('*') => only,
            _ => own,
        };
        let name = key.to_string();
        let file_name = sent_name(&file.file_name);
        if file_name.is_none() {
            self.refuse(&name, Limit::FileName, &file.file_name);
        }
        if !is_media_type(content_type) {
            self.refuse(&name, Limit::ContentType, content_type);
        } else if !self.types.is_empty() && !self.types.iter().any(|one| fits(content_type, one)) {
            self.refuse(&name, Limit::ContentTypes(self.types), content_type);
        }
        let file_name = format!("; filename=\"{}\"", file_name.unwrap_or_default());
        self.part(
            &name,
            &file_name,
            Some(content_type),
            file.contents().clone(),
        );
    }

    fn part(&mut self, name: &str, file_name: &str, content_type: Option<&str>, contents: Body) {
        let mut headers = disposition(name);
        headers.push_str(file_name);
        let own = content_type.map(|value| ("Content-Type", value));
        for (name, value) in own.into_iter().chain(self.headers.iter().copied()) {
            headers.extend(["\r\n", name, ": ", value]);
        }
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

/// Whether a media type is this one, or in this range of them (RFC 9110, section 12.5.1).
fn fits(content_type: &str, range: &str) -> bool {
    let essence = |text: &str| {
        let essence = text.split(';').next().unwrap_or_default();
        essence.trim().to_ascii_lowercase()
    };
    let (content_type, range) = (essence(content_type), essence(range));
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(kind) => content_type.starts_with(kind),
        None => content_type == range,
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
