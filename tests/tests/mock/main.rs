//! The test server, from outside: what was recorded of the vendor's SDKs, large documents, and the program itself.

mod client;
mod large;
mod program;
mod recorded;
mod support;
