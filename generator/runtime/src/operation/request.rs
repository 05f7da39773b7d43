//! Requests, from a typed operation to an `http::Request`.
//!
//! In: an operation and the server to send it to. Out: a request that any HTTP client can send, or everything that is
//! wrong with it. Nothing is sent here.

use std::fmt;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use serde::Serialize;

use super::extra::{ExtraParams, KeyTable};
use super::link;
use crate::runtime::body::{Body, Multipart, Upload};
use crate::runtime::form::escape::{self, Set};
use crate::runtime::form::{Form, FormValue, Key, Unwritten, plain};
use crate::runtime::limits::{Actual, InvalidRequest, Limit, Violation, Violations};
use crate::runtime::show::is_visible;

/// A request that is being written.
///
/// The path has to be complete before the first pair of the query. At most one kind of body is sent: what
/// [`json`](Self::json) or [`raw`](Self::raw) gave last, else the multipart body, else the form.
pub struct RequestBuilder {
    method: Method,
    /// Whether the address starts with a server: a query or fragment of its own would swallow the path.
    is_server: bool,
    /// The address, path and query, in one buffer.
    address: Form,
    headers: HeaderMap,
    cookies: String,
    form: Option<Form>,
    multipart: Option<Multipart>,
    raw: Option<(&'static str, Body)>,
    violations: Violations,
}

/// Leaves out what the request holds, which may be private.
impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("method", &self.method)
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}

impl RequestBuilder {
    /// A request to a server, without path, headers or body so far.
    #[must_use]
    pub fn new(method: Method, server: &str) -> Self {
        /// Enough for most paths and queries, so that the address is built in one allocation.
        const PATH_AND_QUERY: usize = 128;
        let server = server.trim_end_matches('/');
        let mut address = Vec::with_capacity(server.len() + PATH_AND_QUERY);
        address.extend_from_slice(server.as_bytes());
        Self {
            method,
            is_server: !server.contains(['?', '#']),
            address: Form::query_of(address),
            headers: HeaderMap::new(),
            cookies: String::new(),
            form: None,
            multipart: None,
            raw: None,
            violations: Violations::new(),
        }
    }

    /// Appends percent-encoded text, slashes included, to the path.
    pub fn literal(&mut self, text: &'static str) {
        self.address.address().extend_from_slice(text.as_bytes());
    }

    /// Appends what is percent-encoded already to the path.
    pub(crate) fn raw_path(&mut self, path: &str) {
        self.address.address().extend_from_slice(path.as_bytes());
    }

    /// Appends a path parameter, percent-encoded: only what RFC 3986, section 2.3, does not reserve stays as it is. An
    /// empty one, `.` and `..` are violations, as URL parsers would ask for another path.
    pub fn path(&mut self, name: &'static str, value: &str) {
        if matches!(value, "" | "." | "..") {
            let actual = Actual::Characters(value.len() as u64);
            self.violations.add_named(name, Limit::PathSegment, actual);
        }
        escape::escape(value.as_bytes(), Set::Path, self.address.address());
    }

    /// The query. An empty value in it is a violation, unless it is written by [`Form::with_empty`].
    pub fn query(&mut self) -> &mut Form {
        &mut self.address
    }

    /// The form in the body. Asking for it is enough to send an `application/x-www-form-urlencoded` body, maybe empty.
    pub fn form(&mut self) -> &mut Form {
        self.form.get_or_insert_with(Form::body)
    }

    /// The multipart body. Asking for it is enough to send one, maybe without parts.
    pub fn multipart(&mut self) -> &mut Multipart {
        self.multipart.get_or_insert_default()
    }

    /// Makes a value the body, as JSON. One that JSON cannot hold is a violation.
    pub fn json<T: Serialize + ?Sized>(&mut self, content_type: &'static str, value: &T) {
        match serde_json::to_vec(value) {
            Ok(body) => self.raw(content_type, body),
            Err(_) => self
                .violations
                .add_named("body", Limit::Json, Actual::Unmeasured),
        }
    }

    /// Makes bytes the body.
    pub fn raw(&mut self, content_type: &'static str, body: impl Into<Bytes>) {
        self.raw = Some((content_type, body.into().into()));
    }

    /// Makes the contents of a file the body.
    pub fn raw_file(&mut self, content_type: &'static str, file: &Upload) {
        self.raw = Some((content_type, file.contents().clone()));
    }

    /// Adds a header. A value that no header can hold (RFC 9110, section 5.5: visible ASCII and spaces) is a violation, and so
    /// is an empty one, which would count as none.
    pub fn header(&mut self, name: &'static str, value: &str) {
        self.refuse_empty(name, value);
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(known) => self.append(known, name, value),
            Err(_) => self
                .violations
                .add_named(name, Limit::Header, measure(value)),
        }
    }

    /// Adds a cookie; in its value, what RFC 3986 reserves is percent-encoded. An empty one is a violation, as it would count
    /// as none.
    pub fn cookie(&mut self, name: &str, value: &str) {
        self.refuse_empty(name, value);
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        let mut encoded = Vec::new();
        escape::escape(value.as_bytes(), Set::Path, &mut encoded);
        self.cookies.push_str(name);
        self.cookies.push('=');
        self.cookies.push_str(&String::from_utf8_lossy(&encoded));
    }

    /// Adds parameters that the document does not name, where the request has pairs: in the form, as parts of the multipart body,
    /// else in the query. A key that is none, or that has a type, is a violation. To be called last.
    #[inline]
    pub fn extra(&mut self, extra: &ExtraParams, typed: fn() -> KeyTable) {
        if !extra.is_empty() {
            self.add_extra(extra, typed());
        }
    }

    #[cold]
    fn add_extra(&mut self, extra: &ExtraParams, typed: KeyTable) {
        if let Some(link) = extra.link() {
            self.follow(link);
        }
        for (name, value) in extra.iter() {
            if let Some(limit) = extra.fault(name, typed) {
                self.violations.add_named(name, limit, Actual::Unmeasured);
                continue;
            }
            let key = Key::root();
            let key = key.entry(name);
            match (&self.raw, &mut self.multipart, &mut self.form) {
                (None, Some(multipart), _) => multipart.field(&key, value),
                (None, None, Some(form)) => form.text(&key, value),
                // A link has them already.
                _ if extra.link().is_some() => {}
                _ => self.address.text(&key, value),
            }
        }
    }

    /// Replaces path and query by those of a link. One to another server is a violation: what proves who asks is for this one.
    fn follow(&mut self, link: &str) {
        let address = std::mem::replace(&mut self.address, Form::query_of(Vec::new()));
        let address = address.into_bytes();
        let next = link::followed(&String::from_utf8_lossy(&address), link);
        match next {
            Some(next) => self.address = Form::query_of(next.into_bytes()),
            None => {
                self.address = Form::query_of(address.into());
                self.violations
                    .add_named("next page", Limit::NextLink, Actual::Unmeasured);
            }
        }
    }

    /// Checks a list that is one text in a path, a header or a cookie. An empty element and one with the separator in it are
    /// violations, as other elements would be read than were given.
    pub fn elements<T: FormValue>(
        &mut self,
        name: &'static str,
        separator: &'static str,
        values: &[T],
    ) {
        // A single empty one is an empty value, which is refused as such.
        let several = values.len() > 1;
        let told = values.iter().enumerate().filter_map(|(index, value)| {
            let text = plain(value);
            let why = match text.is_empty() {
                true if several => Unwritten::Empty,
                false if text.contains(separator) => Unwritten::NoForm,
                true | false => return None,
            };
            Some((Key::new(name).index(index).to_string(), why))
        });
        self.violations.unwritten(told.collect());
    }

    fn refuse_empty(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            self.violations
                .add_named(name, Limit::Empty, Actual::Unmeasured);
        }
    }

    /// What is wrong so far.
    pub fn violations(&mut self) -> &mut Violations {
        &mut self.violations
    }

    /// The request, with its body in memory: files that are not are read now.
    ///
    /// # Errors
    /// If there is a violation; the error holds all of them. A file that cannot be read, or is not what it was, is one.
    pub fn finish(self) -> Result<Request<Bytes>, InvalidRequest> {
        let (parts, body) = self.finish_body()?.into_parts();
        let changed = |_| Violation {
            key: "body".to_owned(),
            limit: Limit::Contents,
            actual: Actual::Bytes(body.len()),
        };
        let bytes = body.to_bytes().map_err(|error| InvalidRequest {
            violations: vec![changed(error)],
        })?;
        Ok(Request::from_parts(parts, bytes))
    }

    /// The request. Files that are not in memory are read while its body is sent.
    ///
    /// # Errors
    /// If there is a violation; the error holds all of them.
    pub fn finish_body(mut self) -> Result<Request<Body>, InvalidRequest> {
        let mut request = Request::new(self.body());
        if !self.cookies.is_empty() {
            let cookies = std::mem::take(&mut self.cookies);
            self.append(COOKIE, "cookie", &cookies);
        }
        self.violations.unwritten(self.address.take_failures());
        let address = self.address.into_bytes();
        let length = Actual::Bytes(address.len() as u64);
        match Uri::from_maybe_shared(address) {
            Ok(uri) if self.is_server => *request.uri_mut() = uri,
            _ => self.violations.add_named("address", Limit::Address, length),
        }
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        self.violations.into_result().map(|()| request)
    }

    /// Ends the body, and adds its content type.
    fn body(&mut self) -> Body {
        if let Some((content_type, body)) = self.raw.take() {
            self.append(CONTENT_TYPE, "content-type", content_type);
            return body;
        }
        if let Some(multipart) = self.multipart.take() {
            let (content_type, body) = multipart.finish(&mut self.violations);
            self.append(CONTENT_TYPE, "content-type", &content_type);
            return body;
        }
        let Some(mut form) = self.form.take() else {
            return Body::default();
        };
        self.violations.unwritten(form.take_failures());
        static FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");
        if self.headers.try_append(CONTENT_TYPE, FORM.clone()).is_err() {
            self.violations
                .add_named("content-type", Limit::Header, Actual::Unmeasured);
        }
        form.into_bytes().into()
    }

    fn append(&mut self, name: HeaderName, shown: &str, value: &str) {
        // `HeaderValue` takes tabs and bytes beyond ASCII, which servers read in different ways.
        let appended = is_visible(value)
            && HeaderValue::from_str(value).is_ok_and(|mut value| {
                value.set_sensitive(name == AUTHORIZATION);
                self.headers.try_append(name, value).is_ok()
            });
        if !appended {
            self.violations
                .add_named(shown, Limit::Header, measure(value));
        }
    }
}

fn measure(text: &str) -> Actual {
    Actual::Characters(text.chars().count() as u64)
}
