//! The command line, from documents of a few lines.
//!
//! In: a document, and what is typed. Out: what is sent and written. What always holds: nothing here opens a socket.

mod calls;
mod disputes;
mod help;
mod newcomers;
mod pages;
mod requests;
mod rust;
mod support;
