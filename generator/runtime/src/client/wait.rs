//! Clients wait until the API says something.
//!
//! In: an operation that can be repeated, and what is waited for. Out: the answer that has it. What always holds: `call` decides
//! whether to go on; here, calls are made and pauses slept.

use std::future::Future;
use std::time::Instant;

use super::blocking_client::BlockingClient;
use super::client::Client;
use super::entropy;
use crate::runtime::call::{Next, Response, Wait, WaitError, Waiting};
use crate::runtime::config::Vendor;
use crate::runtime::operation::Operation;
use crate::runtime::transport::{BlockingTransport, Transport};

/// The answer that was waited for, or why it did not come.
pub type Waited<O> = Result<
    Response<<O as Operation>::Output>,
    WaitError<<O as Operation>::Output, <O as Operation>::Error>,
>;

impl<V: Vendor, T: Transport + 'static> Client<V, T> {
    /// Makes a call again and again until its value is as wanted, for a minute:
    /// `client.wait_until(Pets::retrieve(id), |pet| pet.status == "adopted")`.
    ///
    /// Failures that may pass do not end the wait.
    ///
    /// # Errors
    /// If the time is up, a call fails for good, or the operation must not be repeated. The error has the last answer.
    pub fn wait_until<O, F>(
        &self,
        operation: O,
        until: F,
    ) -> impl Future<Output = Waited<O>> + Send + use<V, T, O, F>
    where
        O: Operation + Clone + Send,
        O::Output: Send,
        O::Error: Send,
        F: FnMut(&O::Output) -> bool + Send,
    {
        self.wait_until_with(operation, &Wait::new(), until)
    }

    /// The same with a deadline, pauses and settings of its own.
    ///
    /// # Errors
    /// As [`wait_until`](Self::wait_until).
    pub fn wait_until_with<O, F>(
        &self,
        operation: O,
        wait: &Wait,
        mut until: F,
    ) -> impl Future<Output = Waited<O>> + Send + use<V, T, O, F>
    where
        O: Operation + Clone + Send,
        O::Output: Send,
        O::Error: Send,
        F: FnMut(&O::Output) -> bool + Send,
    {
        let client = self.clone();
        let mut waiting = Waiting::new(wait, &O::METHOD);
        async move {
            let start = Instant::now();
            loop {
                let call = client.send_with(operation.clone(), waiting.begin()?);
                let answer = call.await;
                let random = entropy::for_pause();
                let next = waiting.finish_call(answer, &mut until, start.elapsed(), random)?;
                match next {
                    Next::Done(response) => return Ok(response),
                    Next::Pause(time) => client.transport().sleep(time).await,
                }
            }
        }
    }
}

impl<V: Vendor, T: BlockingTransport> BlockingClient<V, T> {
    /// Makes a call again and again until its value is as wanted, for a minute:
    /// `client.wait_until(Pets::retrieve(id), |pet| pet.status == "adopted")`.
    ///
    /// Failures that may pass do not end the wait.
    ///
    /// # Errors
    /// If the time is up, a call fails for good, or the operation must not be repeated. The error has the last answer.
    pub fn wait_until<O: Operation + Clone>(
        &self,
        operation: O,
        until: impl FnMut(&O::Output) -> bool,
    ) -> Waited<O> {
        self.wait_until_with(operation, &Wait::new(), until)
    }

    /// The same with a deadline, pauses and settings of its own.
    ///
    /// # Errors
    /// As [`wait_until`](Self::wait_until).
    pub fn wait_until_with<O: Operation + Clone>(
        &self,
        operation: O,
        wait: &Wait,
        mut until: impl FnMut(&O::Output) -> bool,
    ) -> Waited<O> {
        let mut waiting = Waiting::new(wait, &O::METHOD);
        let start = Instant::now();
        loop {
            let answer = self.send_with(operation.clone(), waiting.begin()?);
            let random = entropy::for_pause();
            match waiting.finish_call(answer, &mut until, start.elapsed(), random)? {
                Next::Done(response) => return Ok(response),
                Next::Pause(time) => self.transport().sleep(time),
            }
        }
    }
}
