//! A file from the disk, uploaded in one call.
//!
//! In: a path, and the operation that uploads. Out: what the operation returns. What always holds: nothing is sent if the
//! file cannot be read.

use std::future::Future;
use std::path::Path;

use super::blocking_client::BlockingClient;
use super::client::Client;
use crate::runtime::body::Upload;
use crate::runtime::call::{CallError, Cause, RequestOptions, Response};
use crate::runtime::config::Vendor;
use crate::runtime::operation::Operation;
use crate::runtime::transport::{BlockingTransport, Transport};

/// What an upload gives: what the operation returns.
type Uploaded<O> = Result<Response<<O as Operation>::Output>, CallError<<O as Operation>::Error>>;

impl<V: Vendor, T: Transport + 'static> Client<V, T> {
    /// Uploads the file at a path by the operation that is made of it: see [`Upload::from_path`] for the name and the
    /// media type that it gets. The response is accepted wherever the id of the uploaded file is.
    ///
    /// # Errors
    /// If the file cannot be read ([`Cause::File`]), or the call fails.
    pub fn upload<O, P, F>(
        &self,
        path: P,
        operation: F,
    ) -> impl Future<Output = Uploaded<O>> + Send + use<V, T, O, P, F>
    where
        O: Operation + Send,
        O::Output: Send,
        O::Error: Send,
        P: AsRef<Path>,
        F: FnOnce(Upload) -> O + Send,
    {
        self.upload_with(path, operation, &RequestOptions::new())
    }

    /// The same with settings of its own.
    ///
    /// # Errors
    /// As [`upload`](Self::upload).
    pub fn upload_with<O, P, F>(
        &self,
        path: P,
        operation: F,
        options: &RequestOptions,
    ) -> impl Future<Output = Uploaded<O>> + Send + use<V, T, O, P, F>
    where
        O: Operation + Send,
        O::Output: Send,
        O::Error: Send,
        P: AsRef<Path>,
        F: FnOnce(Upload) -> O + Send,
    {
        let (client, options) = (self.clone(), options.clone());
        let path = path.as_ref().to_owned();
        async move {
            let upload = client.transport().unblock(|| Upload::from_path(path)).await;
            let operation = operation(upload.map_err(Cause::File)?);
            client.send_with(operation, &options).await
        }
    }
}

impl<V: Vendor, T: BlockingTransport> BlockingClient<V, T> {
    /// Uploads the file at a path by the operation that is made of it: see [`Upload::from_path`] for the name and the
    /// media type that it gets. The response is accepted wherever the id of the uploaded file is.
    ///
    /// # Errors
    /// If the file cannot be read ([`Cause::File`]), or the call fails.
    pub fn upload<O: Operation>(
        &self,
        path: impl AsRef<Path>,
        operation: impl FnOnce(Upload) -> O,
    ) -> Uploaded<O> {
        self.upload_with(path, operation, &RequestOptions::new())
    }

    /// The same with settings of its own.
    ///
    /// # Errors
    /// As [`upload`](Self::upload).
    pub fn upload_with<O: Operation>(
        &self,
        path: impl AsRef<Path>,
        operation: impl FnOnce(Upload) -> O,
        options: &RequestOptions,
    ) -> Uploaded<O> {
        let upload = Upload::from_path(path).map_err(Cause::File)?;
        self.send_with(operation(upload), options)
    }
}
