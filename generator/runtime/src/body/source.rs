//! Contents that are read whenever they are sent: files, and readers that can be rewound.
//!
//! In: a path or a reader. Out: its contents in chunks, as often as they are asked for. What always holds: what was read
//! first, when the source was given, is all that can be read later. The last chunk is handed out only after the whole proved
//! to be the same, by its length and a keyed digest of 64 bits; anything else is a [`SourceError`].

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::hash::{BuildHasher, DefaultHasher, Hasher, RandomState};
use std::io::{self, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use super::boundary::{Scanner, Taken};

/// How much is read at a time: enough that a switch to a thread that may block does not count.
const CHUNK: usize = 64 * 1024;

/// The most boundaries that a source may hold, so that no contents make their list long. None holds one by accident.
const MOST_BOUNDARIES: usize = 4096;

/// Why contents cannot be sent. Inside an [`io::Error`], it tells failures of a source from those of a network.
#[derive(Clone, Debug)]
pub(crate) enum SourceError {
    /// They are not what they were.
    Changed,
    /// Someone else reads them now.
    TakenOver,
    /// Reading failed.
    Unreadable(Arc<io::Error>),
}

impl SourceError {
    fn unreadable(error: io::Error) -> Self {
        Self::Unreadable(Arc::new(error))
    }

    /// The failure that an error, or what caused it, stands for.
    #[cfg(feature = "client")]
    pub(crate) fn behind(error: &(dyn Error + 'static)) -> Option<Self> {
        let mut next = Some(error);
        while let Some(error) = next {
            let inner = error
                .downcast_ref::<io::Error>()
                .and_then(io::Error::get_ref);
            if let Some(failure) = inner.and_then(|inner| inner.downcast_ref::<Self>()) {
                return Some(failure.clone());
            }
            next = error.source();
        }
        None
    }
}

/// Says what happened and what to do; the cause is part of it.
impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str(
                "the file to upload changed since it was given: make a new upload of it",
            ),
            Self::TakenOver => f.write_str(
                "the reader to upload from was rewound for another request: give each request an upload of its own",
            ),
            Self::Unreadable(error) => write!(f, "the file to upload cannot be read: {error}"),
        }
    }
}

impl Error for SourceError {}

impl From<SourceError> for io::Error {
    fn from(failure: SourceError) -> Self {
        let kind = match &failure {
            SourceError::Changed => ErrorKind::InvalidData,
            SourceError::TakenOver => ErrorKind::Other,
            SourceError::Unreadable(error) => error.kind(),
        };
        Self::new(kind, failure)
    }
}

/// What is read from. A clone is the same source.
#[derive(Clone)]
pub(super) struct Source(Arc<SourceInner>);

struct SourceInner {
    origin: Origin,
    length: u64,
    digest: u64,
    /// The key of the digest: without it, nobody can make other contents of the same digest.
    key: RandomState,
    taken: Taken,
}

enum Origin {
    /// Opened anew for each sending.
    Path(PathBuf),
    /// Rewound for each sending. The number is that of the sending that may read.
    Reader(Mutex<Box<dyn Rewind>>, AtomicU64),
}

trait Rewind: Read + Seek + Send {}

impl<T: Read + Seek + Send> Rewind for T {}

impl Source {
    /// A file. It is read once now.
    pub(super) fn of_path(path: &Path) -> io::Result<Self> {
        // The program may go to another folder before it sends.
        let path = std::path::absolute(path)?;
        // Opening a pipe would wait for its writer, and it could not be read twice.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::new(
                ErrorKind::InvalidInput,
                "only regular files can be read again for a retry: read anything else into memory first",
            ));
        }
        let mut file = File::open(&path)?;
        Self::survey(&mut file, |_| Origin::Path(path))
    }

    /// A reader. It is read once now, from its start.
    pub(super) fn of_reader(reader: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        let mut reader: Box<dyn Rewind> = Box::new(reader);
        reader.rewind()?;
        Self::survey(reader, |reader| {
            Origin::Reader(Mutex::new(reader), AtomicU64::new(0))
        })
    }

    fn survey<R: Read>(mut reader: R, origin: impl FnOnce(R) -> Origin) -> io::Result<Self> {
        let key = RandomState::new();
        let mut digest = key.build_hasher();
        let mut scanner = Scanner::default();
        let mut length = 0_u64;
        let mut chunk = vec![0; CHUNK];
        loop {
            let filled = fill(&mut reader, &mut chunk)?;
            let read = chunk.get(..filled).unwrap_or_default();
            if read.is_empty() {
                break;
            }
            digest.write(read);
            scanner.scan(read);
            length = length.saturating_add(filled as u64);
            if scanner.taken().count() > MOST_BOUNDARIES {
                return Err(io::Error::new(
                    ErrorKind::InvalidData,
                    "the contents are full of multipart boundaries: read them into memory first",
                ));
            }
        }
        Ok(Self(Arc::new(SourceInner {
            origin: origin(reader),
            length,
            digest: digest.finish(),
            key,
            taken: scanner.into_taken(),
        })))
    }

    /// How many bytes there are.
    pub(super) fn length(&self) -> u64 {
        self.0.length
    }

    /// The boundaries that occur in them.
    pub(super) fn taken(&self) -> &Taken {
        &self.0.taken
    }

    /// Lets a sending read, and none that was let before it. Does no I/O.
    pub(super) fn admit(&self, sending: u64) {
        if let Origin::Reader(_, admitted) = &self.0.origin {
            admitted.fetch_max(sending, Ordering::Relaxed);
        }
    }

    /// Starts to read, for a sending that was admitted. Does no I/O.
    pub(super) fn reader(&self, sending: u64) -> SourceReader {
        SourceReader {
            source: self.clone(),
            sending,
            file: None,
            is_rewound: false,
            digest: self.0.key.build_hasher(),
            left: self.0.length,
        }
    }
}

/// The contents of a source, from their start to their end.
pub(super) struct SourceReader {
    source: Source,
    sending: u64,
    file: Option<File>,
    is_rewound: bool,
    digest: DefaultHasher,
    left: u64,
}

impl SourceReader {
    /// Whether everything was handed out.
    pub(super) fn is_at_end(&self) -> bool {
        self.left == 0
    }

    /// The next chunk: [`CHUNK`] bytes, fewer at the end only. Nothing more is handed out after a failure, as long as the
    /// caller stops there.
    pub(super) fn next_chunk(&mut self) -> Result<Bytes, SourceError> {
        let size = usize::try_from(self.left).map_or(CHUNK, |left| left.min(CHUNK));
        let mut chunk = vec![0; size];
        if self.fill(&mut chunk)? < size {
            return Err(SourceError::Changed);
        }
        // The same cuts as in `survey`: hashers need not give the same for other ones.
        self.digest.write(&chunk);
        self.left = self.left.saturating_sub(size as u64);
        if self.left == 0 {
            let is_longer = self.fill(&mut [0])? > 0;
            if is_longer || self.digest.finish() != self.source.0.digest {
                return Err(SourceError::Changed);
            }
        }
        Ok(Bytes::from(chunk))
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, SourceError> {
        let filled = match &self.source.0.origin {
            Origin::Path(path) => {
                let file = match &mut self.file {
                    Some(file) => file,
                    none => none.insert(File::open(path).map_err(SourceError::unreadable)?),
                };
                fill(file, buffer)
            }
            Origin::Reader(reader, admitted) => {
                // What a panic left behind is rewound, and proven like anything else.
                let mut reader = reader.lock().unwrap_or_else(PoisonError::into_inner);
                if admitted.load(Ordering::Relaxed) != self.sending {
                    return Err(SourceError::TakenOver);
                }
                if !self.is_rewound {
                    reader.rewind().map_err(SourceError::unreadable)?;
                    self.is_rewound = true;
                }
                fill(&mut *reader, buffer)
            }
        };
        filled.map_err(SourceError::unreadable)
    }
}

/// Reads until the buffer is full or the contents end; how much that was.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = buffer.get_mut(filled..).filter(|free| !free.is_empty()) {
        let most = free.len();
        match reader.read(free) {
            Ok(0) => break,
            Ok(read) if read <= most => filled += read,
            Ok(_) => {
                return Err(io::Error::other(
                    "the reader tells of more bytes than it was asked for",
                ));
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
