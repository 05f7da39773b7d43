//! Files to upload, from the disk.

use std::io;
use std::path::Path;

use super::multipart::Upload;

impl Upload {
    /// Reads a file whole. Its name is the path's last component, its media type is guessed from the extension.
    ///
    /// # Errors
    /// If the file cannot be read, or the path has no file name.
    pub fn from_path(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let Some(name) = path.file_name() else {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "the path has no file name",
            ));
        };
        let upload = Self::new(name.to_string_lossy(), std::fs::read(path)?);
        Ok(match mime_guess::from_path(path).first_raw() {
            Some(content_type) => upload.content_type(content_type),
            None => upload,
        })
    }
}
