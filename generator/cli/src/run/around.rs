//! What is around a program.
//!
//! In: the streams and the environment of the process. Out: the same, as tests can have it. What always holds: nothing else of the process is
//! read.

use std::io::{BufRead, Write};

use crate::cli::profile::Environment;
use crate::cli::send::Connect;

/// Which streams are terminals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terminals {
    /// The standard input.
    pub input: bool,
    /// The standard output.
    pub out: bool,
    /// The standard error.
    pub err: bool,
}

/// What is around a program.
pub struct Around<'a> {
    /// Reads a variable of the environment.
    pub env: Environment<'a>,
    /// What is typed.
    pub input: &'a mut dyn BufRead,
    /// Where answers go.
    pub out: &'a mut dyn Write,
    /// Where everything else goes.
    pub err: &'a mut dyn Write,
    /// Which of them are terminals.
    pub terminals: Terminals,
    /// How many columns the terminal has.
    pub width: u16,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// What makes a client.
    pub connect: &'a Connect,
}

impl Around<'_> {
    /// Whether somebody sits there who can be asked.
    #[must_use]
    pub fn can_ask(&self) -> bool {
        self.terminals.input && self.terminals.err
    }

    /// Says something to whoever sits there: a line on the standard error.
    pub fn say(&mut self, text: &str) {
        // Nobody is there to be told that nobody can be told.
        let _ = writeln!(self.err, "{text}");
    }
}
