//! Why the server can't do what a test asks for.

use std::error::Error;
use std::fmt;

use crate::runtime::config::ConfigError;

/// Why the test server can't do what it is asked for. It says so in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MockError(String);

impl MockError {
    /// An error that says this.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for MockError {}

impl From<ConfigError> for MockError {
    fn from(error: ConfigError) -> Self {
        Self::new(error.to_string())
    }
}
