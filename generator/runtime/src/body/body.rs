//! Bodies of requests.
//!
//! In: bytes, files, readers. Out: a body that can be sent any number of times. What always holds: its length is known, and
//! each sending is of the same bytes, or ends in an error before it is complete.

use std::fmt;
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::{Buf, Bytes};

use super::boundary::Taken;
use super::source::{Source, SourceError, SourceReader};

/// The body of a request, which can be sent more than once: bytes in memory, or bytes that are read while they are sent, in
/// chunks of 64 KiB. A clone is cheap, and shares them.
#[derive(Clone)]
pub struct Body {
    contents: Contents,
    length: u64,
}

#[derive(Clone)]
enum Contents {
    Memory(Bytes),
    /// One after the other; at least one is a source.
    Segments(Arc<[Segment]>),
}

/// A piece of a body; never empty.
#[derive(Clone)]
enum Segment {
    Memory(Bytes),
    Source(Source),
}

impl Body {
    /// A file that is opened for each sending, and not held in memory. It is read once now, so that it is known what to
    /// send: where that would hold up other tasks, call this by way of `spawn_blocking` or the like.
    ///
    /// If the file is another one when it is sent, the request fails, and is not tried again.
    ///
    /// # Errors
    /// If the file cannot be read, is no regular one, or has more than 4,096 different multipart boundaries in it.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        Source::of_path(path.as_ref()).map(Self::of_source)
    }

    /// Everything that a reader has, from its start, wherever it stands. It is read once now, and rewound for each sending.
    ///
    /// If what it has is something else when it is sent, the request fails, and is not tried again. The same holds if two
    /// requests read from it at the same time: the later one gets it.
    ///
    /// # Errors
    /// If the reader fails, or has more than 4,096 different multipart boundaries in it.
    pub fn from_reader(reader: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        Source::of_reader(reader).map(Self::of_source)
    }

    fn of_source(source: Source) -> Self {
        match source.length() {
            0 => Self::default(),
            length => Self {
                contents: Contents::Segments(Arc::new([Segment::Source(source)])),
                length,
            },
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes, if all of them are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.contents {
            Contents::Memory(bytes) => Some(bytes),
            Contents::Segments(_) => None,
        }
    }

    /// All bytes in one piece: what is not in memory is read now. Blocks the thread while it reads.
    ///
    /// # Errors
    /// If reading fails, something changed since it was given, or there is not enough memory.
    pub fn to_bytes(&self) -> io::Result<Bytes> {
        if let Some(bytes) = self.as_bytes() {
            return Ok(bytes.clone());
        }
        let length = usize::try_from(self.length).unwrap_or(usize::MAX);
        let mut whole = Vec::new();
        whole
            .try_reserve_exact(length)
            .map_err(|error| io::Error::new(io::ErrorKind::OutOfMemory, error))?;
        let mut reader = self.reader();
        while let Some(chunk) = reader.next_chunk()? {
            whole.extend_from_slice(&chunk);
        }
        Ok(Bytes::from(whole))
    }

    /// Starts a sending: everything from the start. Nothing is read yet.
    ///
    /// A body [from a reader](Self::from_reader) has one sending at a time: those that were started before fail.
    #[must_use]
    pub fn reader(&self) -> BodyReader {
        /// The number of the latest sending of any body.
        static SENDINGS: AtomicU64 = AtomicU64::new(0);
        let sending = SENDINGS.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        for source in self.sources() {
            source.admit(sending);
        }
        BodyReader {
            body: self.clone(),
            sending,
            next: 0,
            source: None,
            rest: Bytes::new(),
            failure: None,
        }
    }

    /// Adds the boundaries that occur in it.
    pub(super) fn add_boundaries(&self, taken: &mut Taken) {
        match &self.contents {
            Contents::Memory(bytes) => taken.scan(bytes),
            Contents::Segments(_) => {
                for source in self.sources() {
                    taken.extend(source.taken());
                }
            }
        }
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        let segments = match &self.contents {
            Contents::Memory(_) => &[],
            Contents::Segments(segments) => &**segments,
        };
        segments.iter().filter_map(|segment| match segment {
            Segment::Memory(_) => None,
            Segment::Source(source) => Some(source),
        })
    }

    /// The segment with that number.
    fn segment(&self, number: usize) -> Option<Segment> {
        match &self.contents {
            Contents::Memory(bytes) => {
                let is_there = number == 0 && !bytes.is_empty();
                is_there.then(|| Segment::Memory(bytes.clone()))
            }
            Contents::Segments(segments) => segments.get(number).cloned(),
        }
    }
}

/// Nothing.
impl Default for Body {
    fn default() -> Self {
        Bytes::new().into()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            length: bytes.len() as u64,
            contents: Contents::Memory(bytes),
        }
    }
}

/// Shows the size instead of the contents.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body({} bytes)", self.length)
    }
}

/// Joins bodies to one.
#[derive(Default)]
pub(super) struct Joined {
    segments: Vec<Segment>,
    /// What comes behind the segments.
    end: Vec<u8>,
    length: u64,
}

impl Joined {
    /// Nothing so far; that many bytes of what is in memory are expected.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self {
            end: Vec::with_capacity(capacity),
            ..Self::default()
        }
    }

    /// Appends bytes. They are copied.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.length = self.length.saturating_add(bytes.len() as u64);
        self.end.extend_from_slice(bytes);
    }

    /// Appends a body. What is in memory is copied.
    pub(super) fn body(&mut self, body: &Body) {
        match &body.contents {
            Contents::Memory(bytes) => self.bytes(bytes),
            Contents::Segments(segments) => {
                for segment in segments.iter() {
                    match segment {
                        Segment::Memory(bytes) => self.bytes(bytes),
                        Segment::Source(source) => self.source(source),
                    }
                }
            }
        }
    }

    fn source(&mut self, source: &Source) {
        self.length = self.length.saturating_add(source.length());
        self.flush();
        self.segments.push(Segment::Source(source.clone()));
    }

    fn flush(&mut self) {
        if !self.end.is_empty() {
            let bytes = std::mem::take(&mut self.end);
            self.segments.push(Segment::Memory(bytes.into()));
        }
    }

    /// The body.
    pub(super) fn finish(mut self) -> Body {
        if self.segments.is_empty() {
            return Bytes::from(self.end).into();
        }
        self.flush();
        Body {
            contents: Contents::Segments(self.segments.into()),
            length: self.length,
        }
    }
}

/// One sending of a [`Body`], from its start to its end. Blocks the thread where it reads from a source.
///
/// It ends when all bytes are there, or with an error: never before without one. After an error, it gives nothing but the
/// same error.
pub struct BodyReader {
    body: Body,
    sending: u64,
    /// The number of the segment behind the one that is being read.
    next: usize,
    source: Option<SourceReader>,
    /// What was read, but not taken.
    rest: Bytes,
    failure: Option<SourceError>,
}

impl BodyReader {
    /// The next bytes: all that are in memory up to the next source, or the next 64 KiB of it. `None` at the end.
    ///
    /// # Errors
    /// If a source cannot be read, or is not what it was: the last bytes of a source come only after it proved to be the
    /// same.
    pub fn next_chunk(&mut self) -> io::Result<Option<Bytes>> {
        if !self.rest.is_empty() {
            return Ok(Some(std::mem::take(&mut self.rest)));
        }
        if let Some(failure) = &self.failure {
            return Err(failure.clone().into());
        }
        let mut source = match (self.source.take(), self.body.segment(self.next)) {
            (Some(source), _) => source,
            (None, None) => return Ok(None),
            (None, Some(segment)) => {
                self.next = self.next.saturating_add(1);
                match segment {
                    Segment::Memory(bytes) => return Ok(Some(bytes)),
                    Segment::Source(source) => source.reader(self.sending),
                }
            }
        };
        match source.next_chunk() {
            Ok(chunk) => {
                self.source = (!source.is_at_end()).then_some(source);
                Ok(Some(chunk))
            }
            Err(failure) => {
                self.failure = Some(failure.clone());
                Err(failure.into())
            }
        }
    }

    /// Whether [`next_chunk`](Self::next_chunk) has to read from a source.
    #[cfg(any(feature = "hyper", feature = "reqwest"))]
    pub(crate) fn has_to_read(&self) -> bool {
        self.rest.is_empty()
            && (self.source.is_some()
                || matches!(self.body.segment(self.next), Some(Segment::Source(_))))
    }
}

impl Read for BodyReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let mut chunk = match self.next_chunk()? {
            Some(chunk) => chunk,
            None => return Ok(0),
        };
        let size = chunk.len().min(buffer.len());
        if let Some(free) = buffer.get_mut(..size) {
            chunk.copy_to_slice(free);
        }
        self.rest = chunk;
        Ok(size)
    }
}

/// Shows the size instead of the contents.
impl fmt::Debug for BodyReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BodyReader({} bytes)", self.body.length)
    }
}
