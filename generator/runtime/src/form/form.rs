//! Form encoding, for bodies and queries.
//!
//! In: keys that are encoded already and values as they are. Out: `key=value` pairs joined by `&`, in the order of the
//! calls, in one buffer. Nothing else is allocated, and what is written is always ASCII.

use std::fmt;
use std::io::{self, Write as _};

use bytes::Bytes;
use serde::Serialize;

use super::escape::{self, Set};
use super::key::{Key, Piece};
use super::paths::ExpandPath;
use super::value::FormValue;

/// A form that is being written, see the [`FormValue`] of each type for how it is written.
#[derive(Clone)]
pub struct Form {
    buffer: Vec<u8>,
    set: Set,
    layout: Layout,
    /// Whether an empty value fails the request. In a query it counts as none, and a filter by nothing lets all pass.
    strict: bool,
    failures: Vec<(String, Unwritten)>,
}

/// Why a value was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unwritten {
    /// Nothing on the wire can stand for it.
    NoForm,
    /// There is nothing to it, where that counts as not given.
    Empty,
}

/// What stands around a value.
#[derive(Clone, Debug)]
enum Layout {
    /// `key=`, after what separates it from the text before it.
    Pairs(Separator),
    /// Values alone, with this between them; the flag tells whether there was one already.
    Values(&'static [u8], bool),
    /// Names and values as they are; the places where each pair's name and value start.
    Parts(Vec<(usize, usize)>),
    /// Values as they are; the pieces of each one's key behind the first, and where it starts.
    Pieces(Vec<(Vec<Piece>, usize)>),
}

/// What stands before the next pair.
#[derive(Clone, Copy, Debug)]
enum Separator {
    Nothing,
    QuestionMark,
    Ampersand,
}

/// What a form reserves when its first pair is written: enough for most, so that they are built in one allocation.
const FIRST_ALLOCATION: usize = 1024;

impl Form {
    /// A body of `application/x-www-form-urlencoded` (WHATWG URL Standard, section 5.2): a space is `+`; letters,
    /// digits and `*-._` stay, everything else is `%XX` of its UTF-8.
    #[must_use]
    pub const fn body() -> Self {
        Self::new(Vec::new(), Set::Body, Layout::Pairs(Separator::Nothing))
    }

    /// A query: as a body, but a space is `%20`, and `~` stays.
    #[must_use]
    pub const fn query() -> Self {
        Self::new(Vec::new(), Set::Query, Layout::Pairs(Separator::Nothing))
    }

    /// A query that is written behind what `buffer` holds, with `?` before the first pair. An empty value makes the request
    /// fail before it is sent.
    pub(crate) const fn query_of(buffer: Vec<u8>) -> Self {
        let layout = Layout::Pairs(Separator::QuestionMark);
        let mut form = Self::new(buffer, Set::Query, layout);
        form.strict = true;
        form
    }

    /// Pairs to be taken apart again by [`into_parts`](Self::into_parts).
    pub(crate) const fn parts() -> Self {
        Self::new(Vec::new(), Set::Verbatim, Layout::Parts(Vec::new()))
    }

    /// Pairs to be taken apart again by [`into_pieces`](Self::into_pieces).
    pub(super) const fn pieces() -> Self {
        Self::new(Vec::new(), Set::Verbatim, Layout::Pieces(Vec::new()))
    }

    const fn new(buffer: Vec<u8>, set: Set, layout: Layout) -> Self {
        Self {
            buffer,
            set,
            layout,
            strict: false,
            failures: Vec::new(),
        }
    }

    /// Writes a value: no pair, one or several, as the value's type says.
    pub fn field<T: FormValue + ?Sized>(&mut self, key: &Key<'_>, value: &T) {
        value.write(key, self);
    }

    /// Writes a value if there is one.
    pub fn optional<T: FormValue>(&mut self, key: &Key<'_>, value: &Option<T>) {
        if let Some(value) = value {
            value.write(key, self);
        }
    }

    /// Writes a member of the value under `key`, if it is there; `encoded` is its name, as [`Key::member`] takes it. The key is
    /// made for those alone that are.
    #[inline]
    pub fn member<T: FormValue>(
        &mut self,
        key: &Key<'_>,
        encoded: &'static str,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            value.write(&key.member(encoded), self);
        }
    }

    /// Writes each element under the same key: `key=a&key=b` (`style: form`, exploded).
    pub fn repeat<T: FormValue>(&mut self, key: &Key<'_>, values: &[T]) {
        if values.is_empty() {
            self.nothing(key);
        }
        for value in values {
            value.write(key, self);
        }
    }

    /// Writes one pair of all elements: `key=a,b` (`style: form`, not exploded, and its relatives). A comma between
    /// elements stays as it is, one within an element is escaped; other separators are escaped, so that an element that
    /// holds one makes the request fail before it is sent. No elements, no pair.
    pub fn joined<T: FormValue>(&mut self, key: &Key<'_>, separator: &'static str, values: &[T]) {
        if values.is_empty() {
            return self.nothing(key);
        }
        self.begin(key);
        let outer = std::mem::replace(
            &mut self.layout,
            Layout::Values(separator.as_bytes(), false),
        );
        for value in values {
            value.write(key, self);
        }
        self.layout = outer;
        if separator != "," && values.iter().any(|value| plain(value).contains(separator)) {
            self.unwritable(key);
        }
    }

    /// Writes one pair whose value is JSON. A value that JSON cannot hold (a map whose keys are no text) makes the
    /// request fail before it is sent.
    pub fn json<T: Serialize + ?Sized>(&mut self, key: &Key<'_>, value: &T) {
        self.begin(key);
        if serde_json::to_writer(Escaping(self), value).is_err() {
            self.unwritable(key);
        }
    }

    /// Makes the request fail before it is sent: nothing on the wire can stand for the value.
    pub(super) fn unwritable(&mut self, key: &Key<'_>) {
        self.failures.push((key.to_string(), Unwritten::NoForm));
    }

    /// Says that there is nothing to a value: where that counts as not given, the request fails before it is sent. Members
    /// at the root have no key around them that could be empty.
    pub(super) fn nothing(&mut self, key: &Key<'_>) {
        if self.strict && !key.is_root() {
            self.failures.push((key.to_string(), Unwritten::Empty));
        }
    }

    /// Writes what may be empty, as the document gives that a meaning (`allowEmptyValue`).
    pub fn with_empty(&mut self, write: impl FnOnce(&mut Self)) {
        let strict = std::mem::replace(&mut self.strict, false);
        write(self);
        self.strict = strict;
    }

    /// Writes the paths to expand: `key[0]=data.owner`, where `prefix` is `data.`: see [`ExpandPath::prefix`].
    pub fn expand<P: ExpandPath>(&mut self, key: &Key<'_>, prefix: &'static str, paths: &[P]) {
        for (index, path) in paths.iter().enumerate() {
            let key = key.index(index);
            if path.path().is_empty() {
                self.nothing(&key);
            }
            self.begin(&key);
            self.escape(path.prefix(prefix).as_bytes());
            self.escape(path.path().as_bytes());
        }
    }

    /// Writes a pair that is always the same, and percent-encoded already.
    pub fn fixed(&mut self, pair: &'static str) {
        self.separate();
        self.buffer.extend_from_slice(pair.as_bytes());
    }

    /// Writes one pair.
    pub fn text(&mut self, key: &Key<'_>, value: &str) {
        self.bytes(key, value.as_bytes());
    }

    /// Writes one pair that says something by having no value, such as the wish to clear one.
    pub fn empty(&mut self, key: &Key<'_>) {
        self.begin(key);
    }

    /// Writes one pair whose value need not be text.
    pub fn bytes(&mut self, key: &Key<'_>, value: &[u8]) {
        if value.is_empty() {
            self.nothing(key);
        }
        self.begin(key);
        self.escape(value);
    }

    /// Writes one pair whose value is a whole number.
    pub fn integer(&mut self, key: &Key<'_>, value: i64) {
        self.begin(key);
        if value < 0 {
            self.buffer.push(b'-');
        }
        escape::decimal(value.unsigned_abs(), &mut self.buffer);
    }

    /// Writes one pair whose value is a whole number.
    pub fn unsigned(&mut self, key: &Key<'_>, value: u64) {
        self.begin(key);
        escape::decimal(value, &mut self.buffer);
    }

    /// Writes one pair whose value is a number with a fraction, as `Display` shows it.
    pub(super) fn number(&mut self, key: &Key<'_>, value: &dyn fmt::Display) {
        self.begin(key);
        // A buffer does not fail to take text.
        let _ = write!(Escaping(self), "{value}");
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.buffer.is_empty()
    }

    /// What was written, as text.
    #[must_use]
    pub fn into_string(self) -> String {
        String::from_utf8(self.buffer)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// What was written, without copying it.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        Bytes::from(self.buffer)
    }

    /// The address that goes before the first pair.
    pub(crate) fn address(&mut self) -> &mut Vec<u8> {
        &mut self.buffer
    }

    /// The keys of values that could not be written, and why.
    pub(crate) fn take_failures(&mut self) -> Vec<(String, Unwritten)> {
        std::mem::take(&mut self.failures)
    }

    /// The name and the value of each pair, if this form was made by [`parts`](Self::parts).
    pub(crate) fn into_parts(self) -> Vec<(String, Vec<u8>)> {
        let Layout::Parts(starts) = &self.layout else {
            return Vec::new();
        };
        let ends = starts
            .iter()
            .skip(1)
            .map(|&(name, _)| name)
            .chain([self.buffer.len()]);
        let pair = |(&(name, value), end): (&(usize, usize), usize)| {
            let text = String::from_utf8_lossy(self.buffer.get(name..value)?).into_owned();
            Some((text, self.buffer.get(value..end)?.to_vec()))
        };
        starts.iter().zip(ends).filter_map(pair).collect()
    }

    /// The pieces of the key behind the first and the value of each pair, if this form was made by [`pieces`](Self::pieces).
    pub(super) fn into_pieces(self) -> Vec<(Vec<Piece>, Vec<u8>)> {
        let Layout::Pieces(pairs) = self.layout else {
            return Vec::new();
        };
        let mut end = self.buffer.len();
        let mut apart = Vec::with_capacity(pairs.len());
        for (pieces, start) in pairs.into_iter().rev() {
            let value = self.buffer.get(start..end).unwrap_or_default();
            apart.push((pieces, value.to_vec()));
            end = start;
        }
        apart.reverse();
        apart
    }

    /// Writes what comes before a pair.
    #[inline]
    fn separate(&mut self) {
        let Layout::Pairs(separator) = &mut self.layout else {
            return;
        };
        match std::mem::replace(separator, Separator::Ampersand) {
            Separator::Nothing => self.buffer.reserve(FIRST_ALLOCATION),
            Separator::QuestionMark => self.buffer.push(b'?'),
            Separator::Ampersand => self.buffer.push(b'&'),
        }
    }

    /// Writes what comes before a value.
    fn begin(&mut self, key: &Key<'_>) {
        match &mut self.layout {
            Layout::Pairs(_) => {
                self.separate();
                key.write(self.set, &mut self.buffer);
                self.buffer.push(b'=');
            }
            Layout::Values(between, started) => {
                if std::mem::replace(started, true) {
                    match *between {
                        b"," => self.buffer.push(b','),
                        between => escape::escape(between, self.set, &mut self.buffer),
                    }
                }
            }
            Layout::Parts(starts) => {
                let name = self.buffer.len();
                self.buffer.extend_from_slice(key.to_string().as_bytes());
                starts.push((name, self.buffer.len()));
            }
            Layout::Pieces(pairs) => pairs.push((key.pieces(), self.buffer.len())),
        }
    }

    /// Writes a piece of a value.
    fn escape(&mut self, bytes: &[u8]) {
        escape::escape(bytes, self.set, &mut self.buffer);
    }
}

/// Shows the size of what was written, which may be private.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Form({} bytes)", self.buffer.len())
    }
}

/// Escapes what is written, straight into the form.
struct Escaping<'a>(&'a mut Form);

impl io::Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.escape(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value as plain text without a key, unescaped: for headers, cookies and path segments.
#[must_use]
pub fn plain<T: FormValue + ?Sized>(value: &T) -> String {
    plain_joined(",", &[value])
}

/// Values as plain text with a separator between them, unescaped (`style: simple`).
#[must_use]
pub fn plain_joined<T: FormValue>(separator: &'static str, values: &[T]) -> String {
    let layout = Layout::Values(separator.as_bytes(), false);
    let mut form = Form::new(Vec::new(), Set::Verbatim, layout);
    form.repeat(&Key::root(), values);
    form.into_string()
}
