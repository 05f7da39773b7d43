//! Tests of programs without a network: answers by a script, and exchanges that were recorded.
//!
//! In: operations that a program is expected to send, and what is answered; or a file with a recording. Out: transports for the clients of this
//! crate, and what was sent, read back. What always holds: nothing here opens a connection; what proves who the caller is is neither kept
//! nor shown.

mod client;
mod contents;
mod difference;
mod example;
mod matching;
mod parts;
mod recorder;
mod recording;
mod redaction;
mod replay;
mod reply;
mod script;
mod sent;

#[cfg(feature = "mock")]
pub(crate) use client::settings;
pub use contents::{SentBody, SentPart};
pub use difference::Difference;
pub use example::{Example, ExampleEvent};
pub use recorder::Recorder;
pub use recording::{Recording, RecordingError};
pub use redaction::Tested;
pub use replay::Replay;
pub use reply::Reply;
pub use script::{On, Script, ScriptError};
pub use sent::Sent;
