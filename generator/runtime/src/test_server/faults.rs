//! What goes wrong with some requests.

use crate::mock::faults::{Step, parse};
use crate::mock::serve::Server;

use super::error::MockError;

/// Some requests, with which something is to go wrong: see [`MockServer::on`](super::MockServer::on).
#[must_use = "nothing goes wrong until `fail` says what"]
pub struct MockFault<'s> {
    server: &'s Server,
    on: String,
    skip: u64,
    times: Option<u64>,
}

impl<'s> MockFault<'s> {
    pub(super) fn new(server: &'s Server, on: String) -> Self {
        Self {
            server,
            on,
            skip: 0,
            times: None,
        }
    }

    /// Leaves the first requests alone, so many of them.
    pub fn skip(mut self, requests: u64) -> Self {
        self.skip = requests;
        self
    }

    /// Lets it happen to so many requests; to all, if nothing is said.
    pub fn times(mut self, requests: u64) -> Self {
        self.times = Some(requests);
        self
    }

    /// What happens, in words between commas: `status=503`, `rate-limit=2` and `reset-before` with nothing done; `status-after=500`,
    /// `reset-after`, `partial-body` and `stall` once all is done; `delay=200ms`; and what next year's API may do: `stale-cursor`,
    /// `unknown-enum`, `missing-member=reason`, `added-member`.
    ///
    /// # Errors
    /// If a word is none of these.
    pub fn fail(self, fault: &str) -> Result<(), MockError> {
        let plan = parse(fault).map_err(MockError::new)?;
        self.server.add_step(Step {
            on: self.on,
            skip: self.skip,
            times: self.times,
            plan,
        });
        Ok(())
    }
}
