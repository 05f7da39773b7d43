//! Requests that are given part by part.
//!
//! In: a method, a path, pairs, headers, files. Out: an `http::Request`. What always holds: what is given is sent as it is, or is an error;
//! nothing is looked up in a document.

use std::fmt;

use http::{HeaderName, HeaderValue, Method, Request, header};

use super::request::RequestBuilder;
use super::security::Alternatives;
use crate::runtime::body::{Body, Upload};
use crate::runtime::form::Key;
use crate::runtime::limits::{Actual, InvalidRequest, Limit, Violation};

/// A request that is given part by part, for programs that know only when they run what they ask for. Pairs are sent as they are: the
/// brackets of a name such as `metadata[order]` are its own, and an empty value is sent, too.
#[derive(Clone)]
#[must_use = "a request does nothing until a client sends it"]
pub struct RawRequest {
    pub(crate) method: Method,
    pub(crate) server: Option<String>,
    pub(crate) path: String,
    pub(crate) security: Option<Alternatives>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    cookies: Vec<(String, String)>,
    body: RawBody,
}

#[derive(Clone)]
enum RawBody {
    None,
    Form(Vec<(String, String)>),
    Parts(Vec<(String, RawPart)>),
    Contents(String, Body),
}

#[derive(Clone)]
enum RawPart {
    Text(String),
    File(Box<Upload>),
}

/// Leaves out what the request holds, which may be private.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawRequest")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

impl RawRequest {
    /// A request for a path, percent-encoded, such as `/v1/pets/1`.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            server: None,
            path: path.into(),
            security: None,
            query: Vec::new(),
            headers: Vec::new(),
            cookies: Vec::new(),
            body: RawBody::None,
        }
    }

    /// Asks another base URL of the document than the one that most operations have; what clients are told to ask
    /// instead counts for it, too.
    pub fn server(mut self, server: impl Into<String>) -> Self {
        self.server = Some(server.into());
        self
    }

    /// What is needed to prove who the caller is, if that is not what most operations need.
    pub fn security(mut self, alternatives: Alternatives) -> Self {
        self.security = Some(alternatives);
        self
    }

    /// Adds a pair to the query.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a cookie.
    pub fn cookie(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.cookies.push((name.into(), value.into()));
        self
    }

    /// Sends a form with these pairs, maybe none.
    pub fn form(mut self, pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        self.body = RawBody::Form(pairs.into_iter().collect());
        self
    }

    /// Adds a text to the multipart body, which takes the place of any other body.
    pub fn part(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.add(name.into(), RawPart::Text(value.into()))
    }

    /// Adds a file to the multipart body, which takes the place of any other body.
    pub fn file(self, name: impl Into<String>, file: Upload) -> Self {
        self.add(name.into(), RawPart::File(Box::new(file)))
    }

    fn add(mut self, name: String, part: RawPart) -> Self {
        let mut parts = match self.body {
            RawBody::Parts(parts) => parts,
            RawBody::None | RawBody::Form(_) | RawBody::Contents(..) => Vec::new(),
        };
        parts.push((name, part));
        self.body = RawBody::Parts(parts);
        self
    }

    /// Sends these contents as the body.
    pub fn body(mut self, content_type: impl Into<String>, contents: impl Into<Body>) -> Self {
        self.body = RawBody::Contents(content_type.into(), contents.into());
        self
    }

    /// Writes the request to a server.
    pub(crate) fn write(&self, server: &str) -> Result<Request<Body>, InvalidRequest> {
        let mut request = RequestBuilder::new(self.method.clone(), server);
        request.raw_path(&self.path);
        let write = |form: &mut crate::runtime::form::Form, pairs: &[(String, String)]| {
            form.with_empty(|form| {
                for (name, value) in pairs {
                    form.text(&Key::root().entry(name), value);
                }
            });
        };
        write(request.query(), &self.query);
        for (name, value) in &self.cookies {
            request.cookie(name, value);
        }
        match &self.body {
            RawBody::None | RawBody::Contents(..) => {}
            RawBody::Form(pairs) => write(request.form(), pairs),
            RawBody::Parts(parts) => {
                for (name, part) in parts {
                    let key = Key::root();
                    let key = key.entry(name);
                    match part {
                        RawPart::Text(text) => request
                            .multipart()
                            .form(|form| form.with_empty(|form| form.text(&key, text))),
                        RawPart::File(file) => request.multipart().file(&key, file),
                    }
                }
            }
        }
        let mut request = request.finish_body()?;
        for (name, value) in &self.headers {
            add_header(&mut request, name, value)?;
        }
        if let RawBody::Contents(kind, contents) = &self.body {
            *request.body_mut() = contents.clone();
            add_header(&mut request, header::CONTENT_TYPE.as_str(), kind)?;
        }
        Ok(request)
    }
}

fn add_header(request: &mut Request<Body>, name: &str, value: &str) -> Result<(), InvalidRequest> {
    let made = HeaderName::from_bytes(name.as_bytes()).ok();
    let made = made.zip(HeaderValue::from_str(value).ok());
    let added = made.is_some_and(|(name, value)| {
        crate::runtime::show::is_visible(value.to_str().unwrap_or("\n"))
            && request.headers_mut().try_append(name, value).is_ok()
    });
    if added {
        return Ok(());
    }
    Err(InvalidRequest {
        violations: vec![Violation {
            key: name.to_owned(),
            limit: Limit::Header,
            actual: Actual::Characters(value.chars().count() as u64),
        }],
    })
}
