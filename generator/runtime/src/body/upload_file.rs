//! Files to upload, from the disk.

use std::io;
use std::path::Path;

use super::body::Body;
use super::multipart::Upload;

impl Upload {
    /// A file whose contents are not held in memory. Its name is the path's last component, with `�` for what is no Unicode
    /// in it; its media type is guessed from the extension. See [`Body::from_path`], also for what is read when.
    ///
    /// # Errors
    /// If the file cannot be read, is no regular one, or has more than 4,096 different multipart boundaries in it, or if the
    /// path has no file name.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let Some(name) = path.file_name() else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the path has no file name",
            ));
        };
        let contents = Body::from_path(path)?;
        let upload = Self::of(name.to_string_lossy().into_owned(), contents);
        Ok(match mime_guess::from_path(path).first_raw() {
            Some(content_type) => upload.content_type(content_type),
            None => upload,
        })
    }
}
