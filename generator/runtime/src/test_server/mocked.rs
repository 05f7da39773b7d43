//! What the generator says for the server.

use serde::de::DeserializeOwned;

use crate::runtime::config::Vendor;

/// An API of which there is a test server.
pub trait Mocked: Vendor {
    /// What the server has to know of the API, as JSON.
    const MODEL: &'static str;
}

/// A type of which the test server keeps objects.
pub trait Stored: DeserializeOwned {
    /// What the server calls them, in fixtures for instance.
    const RESOURCE: &'static str;
}
