//! The test server, from documents of a few lines.
//!
//! In: a document, and requests one after the other. Out: what is answered. What always holds: nothing here opens a socket, but for what is
//! about sockets.

mod faults;
mod hostile;
mod limits;
mod objects;
mod pages;
mod program;
mod rules;
mod socket;
mod strict;
mod support;
