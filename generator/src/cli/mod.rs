//! The program `form-codegen`, and what other programs make of it.
//!
//! In: arguments and files. Out: files, a line or two of what was done, and an exit code. What always holds: with `build`, this is the only part of
//! the library that reads and writes files; a word that means nothing is an error; no path depends on where the program was built.
//!
//! `arguments` are what is typed, `config` is what `form-codegen.toml` says, `project` what both come to: a crate, with the files that
//! it is made from, now or in a revision. Each command is a room: `generate`, `diff`, `update`, `lint`, `init`, `mock`. They write through
//! `output`.
//!
//! ```
//! use form_codegen::cli::config::schema;
//!
//! let schema: serde_json::Value = serde_json::from_str(&schema())?;
//! assert_eq!(schema["required"][0], "crate");
//! # Ok::<(), serde_json::Error>(())
//! ```

/// Prints a line; that nobody reads on (`| head`) is no error.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

/// Prints a remark beside what a command answers: the standard output stays the answer alone, for whatever reads it.
macro_rules! remark {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}

pub mod arguments;
pub mod color;
pub mod config;
pub mod diff;
pub mod generate;
pub mod init;
pub mod input;
pub mod lint;
pub mod mock;
pub mod output;
pub mod project;
pub mod session;
pub mod tokens;
pub mod update;

mod run;

pub use run::{exit, main};
