//! Files to upload.
//!
//! In: bytes, a reader or a path. Out: what a multipart body needs of a file: its name, its media type and its contents.

use std::fmt;
use std::io::{self, Read, Seek};
#[cfg(feature = "client")]
use std::path::Path;

use bytes::Bytes;

use super::body::Body;
use crate::runtime::show::{Private, Shown};

/// A file to upload.
#[derive(Clone)]
pub struct Upload {
    /// Its name. Directories in it are not sent, whether they end in `/` or `\`; quotes are sent as `%22`, line ends as
    /// spaces, and an empty name as `file`. A name that ends in a directory (`a/`, `.`, `..`), or has other control
    /// characters or such that change the direction of writing, makes the request fail before it is sent.
    pub file_name: String,
    /// Its media type; `application/octet-stream` is sent if it is not known. What is no media type makes the request fail
    /// before it is sent.
    pub content_type: Option<String>,
    contents: Body,
}

impl Upload {
    /// A file in memory. Its media type is guessed from the extension of its name, where a client comes with the crate (the
    /// feature `client`); else it is not known.
    pub fn new(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(file_name.into(), bytes.into().into())
    }

    /// A file whose contents are not held in memory: everything that a reader has, from its start. Its media type is guessed
    /// as by [`new`](Self::new). See [`Body::from_reader`], also for what is read when.
    ///
    /// # Errors
    /// If the reader fails, or has more than 4,096 different multipart boundaries in it.
    pub fn from_reader(
        file_name: impl Into<String>,
        reader: impl Read + Seek + Send + 'static,
    ) -> io::Result<Self> {
        Body::from_reader(reader).map(|contents| Self::of(file_name.into(), contents))
    }

    /// A file whose contents are not held in memory. Its name is the path's last component, with `�` for what is no Unicode
    /// in it; its media type is guessed from its extension. See [`Body::from_path`], also for what is read when.
    ///
    /// # Errors
    /// If the file cannot be read, is no regular one, or has more than 4,096 different multipart boundaries in it, or if the
    /// path has no file name.
    #[cfg(feature = "client")]
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let Some(name) = path.file_name() else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the path has no file name",
            ));
        };
        let contents = Body::from_path(path)?;
        Ok(Self::of(name.to_string_lossy().into_owned(), contents))
    }

    fn of(file_name: String, contents: Body) -> Self {
        #[cfg(feature = "client")]
        let content_type = mime_guess::from_path(&file_name)
            .first_raw()
            .map(str::to_owned);
        #[cfg(not(feature = "client"))]
        let content_type = None;
        Self {
            file_name,
            content_type,
            contents,
        }
    }

    /// Sets the media type, such as `image/png`.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// How many bytes its contents have.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.contents.len()
    }

    /// Whether its contents are empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// Its contents, if they are in memory.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        self.contents.as_bytes()
    }

    /// Its contents.
    #[must_use]
    pub fn contents(&self) -> &Body {
        &self.contents
    }
}

/// Shows the size instead of the contents, and of the name, unless all is asked for.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("file_name", &Private(&self.file_name))
            .field("content_type", &self.content_type.as_ref().map(Shown))
            .field("bytes", &format_args!("<{} bytes>", self.len()))
            .finish()
    }
}
