//! The program of the generated crate, as a process against a server of this machine.
//!
//! In: what is typed, in a pipe or at a terminal. Out: what is shown, and what the server got. What always holds: no other machine is asked.

#[cfg(unix)]
mod interactive;
mod piped;
mod printed;
#[cfg(unix)]
mod pty;
mod support;
