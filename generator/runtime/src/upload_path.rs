//! A file from the disk, uploaded in one call.
//!
//! In: a path, and the operation that uploads. Out: the id to refer to the file by. What always holds: nothing is sent if
//! the file cannot be read.

use std::future::Future;
use std::path::Path;

use super::blocking::BlockingClient;
use super::client::Client;
use super::fault::{CallError, Cause};
use super::id::{Id, Identified};
use super::multipart::Upload;
use super::profile::Vendor;
use super::reply::Response;
use super::request::Operation;
use super::transport::{BlockingTransport, Transport};

/// What an upload gives: the id of what was made of the file.
type Uploaded<O> =
    Result<Response<Id<<O as Operation>::Output>>, CallError<<O as Operation>::Error>>;

impl<V: Vendor, T: Transport + 'static> Client<V, T> {
    /// Uploads the file at a path by the operation that is made of it, and returns its id: see [`Upload::from_path`] for
    /// the name and the media type that it gets.
    ///
    /// The file is opened and looked at before the future is there, which blocks the thread as reading files does.
    ///
    /// # Errors
    /// If the file cannot be read ([`Cause::File`]), or the call fails.
    pub fn upload<O: Operation>(
        &self,
        path: impl AsRef<Path>,
        operation: impl FnOnce(Upload) -> O,
    ) -> impl Future<Output = Uploaded<O>> + Send
    where
        O::Output: Identified + Send,
        O::Error: Send,
    {
        let call = Upload::from_path(path).map(|upload| self.send(operation(upload)));
        async move {
            let response = call.map_err(Cause::File)?.await?;
            Ok(response.map(|uploaded| uploaded.id().clone()))
        }
    }
}

impl<V: Vendor, T: BlockingTransport> BlockingClient<V, T> {
    /// Uploads the file at a path by the operation that is made of it, and returns its id: see [`Upload::from_path`] for
    /// the name and the media type that it gets.
    ///
    /// # Errors
    /// If the file cannot be read ([`Cause::File`]), or the call fails.
    pub fn upload<O: Operation>(
        &self,
        path: impl AsRef<Path>,
        operation: impl FnOnce(Upload) -> O,
    ) -> Uploaded<O>
    where
        O::Output: Identified,
    {
        let upload = Upload::from_path(path).map_err(Cause::File)?;
        let response = self.send(operation(upload))?;
        Ok(response.map(|uploaded| uploaded.id().clone()))
    }
}
