//! Whether diagnostics are coloured.
//!
//! In: the word behind `--color`, the environment and what kind of stream is written to. Out: yes or no. What always
//! holds: what was asked for on the command line counts more than the environment, that more than the stream.

use std::ffi::OsString;
use std::io::IsTerminal as _;

use crate::diagnostic::Report;

/// What `--color` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// Colours at a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Colours, wherever the text goes.
    Always,
    /// No colours.
    Never,
}

impl Color {
    /// A report as standard error is to have it.
    pub fn show(self, report: &Report) -> String {
        match self.on_stderr() {
            true => report.to_ansi(),
            false => report.to_string(),
        }
    }

    /// Whether what is written to the standard error is coloured.
    pub fn on_stderr(self) -> bool {
        self.wanted(std::io::stderr().is_terminal(), |name| {
            std::env::var_os(name)
        })
    }

    /// Whether what is written to the standard output is coloured.
    pub fn on_stdout(self) -> bool {
        self.wanted(std::io::stdout().is_terminal(), |name| {
            std::env::var_os(name)
        })
    }

    /// `NO_COLOR` (<https://no-color.org>) keeps colours away if it holds anything; else `CLICOLOR_FORCE`
    /// (<https://bixense.com/clicolors>) brings them if it holds anything but `0`; else a terminal does that knows them.
    fn wanted(self, terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
        let holds = |name, nothing: &[&str]| {
            variable(name).is_some_and(|value| !nothing.iter().any(|nothing| value == *nothing))
        };
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if holds("NO_COLOR", &[""]) => false,
            Self::Auto if holds("CLICOLOR_FORCE", &["", "0"]) => true,
            Self::Auto => terminal && variable("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(color: Color, terminal: bool, set: &[(&str, &str)]) -> bool {
        color.wanted(terminal, |name| {
            let found = set.iter().find(|(set, _)| *set == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn a_terminal_is_coloured_unless_the_environment_says_otherwise() {
        for (terminal, set, expected) in [
            (true, &[][..], true),
            (false, &[], false),
            (true, &[("NO_COLOR", "1")], false),
            (true, &[("NO_COLOR", "")], true),
            (false, &[("CLICOLOR_FORCE", "1")], true),
            (false, &[("CLICOLOR_FORCE", "0")], false),
            (true, &[("CLICOLOR_FORCE", "0")], true),
            (true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
            (true, &[("TERM", "dumb")], false),
            (true, &[("TERM", "xterm")], true),
        ] {
            assert_eq!(
                wanted(Color::Auto, terminal, set),
                expected,
                "{terminal} {set:?}"
            );
        }
    }

    #[test]
    fn the_command_line_counts_more_than_the_environment() {
        let forced = [("CLICOLOR_FORCE", "1")];
        assert!(!wanted(Color::Never, true, &forced));
        assert!(wanted(Color::Always, false, &[("NO_COLOR", "1")]));
    }
}
