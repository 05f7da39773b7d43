//! The test server, from outside: what was recorded of the vendor's SDKs, the generated client, and large documents.

mod client;
mod fixtures;
mod large;
mod recorded;
mod sdks;
mod support;
