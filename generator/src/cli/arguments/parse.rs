//! The words behind the program's name, read.
//!
//! In: the words that the process was started with. Out: the arguments, or the end of the program with a short error. What always
//! holds: a flag that means nothing is told the nearest that does, if there is one a slip or two away: clap only knows those that begin
//! alike.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error, Parser};

use crate::diagnostic::nearest;

/// Reads the words that the process was started with. Help, versions and errors end the process, as clap's own `parse` does.
#[must_use]
pub fn parse<T: Parser>() -> T {
    let words: Vec<OsString> = std::env::args_os().collect();
    read(&words).unwrap_or_else(|error| error.exit())
}

/// Reads words, the first of which is the program's name.
fn read<T: Parser>(words: &[OsString]) -> Result<T, Error> {
    T::try_parse_from(words).map_err(|error| with_nearest(error, &mut T::command(), words))
}

fn with_nearest(mut error: Error, program: &mut Command, words: &[OsString]) -> Error {
    if error.kind() != ErrorKind::UnknownArgument || error.get(ContextKind::SuggestedArg).is_some()
    {
        return error;
    }
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else {
        return error;
    };
    let Some(flag) = flag.strip_prefix("--") else {
        return error;
    };
    program.build();
    let words = words.iter().filter_map(|word| word.to_str());
    let command = words.fold(&*program, |command, word| {
        command.find_subcommand(word).unwrap_or(command)
    });
    let known = command.get_arguments().filter_map(|arg| arg.get_long());
    let near = nearest(flag, known).map(|near| ContextValue::String(format!("--{near}")));
    if let Some(near) = near {
        // Nobody meant the flag to be a value.
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::SuggestedArg, near);
    }
    error
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use crate::cli::arguments::Arguments;

    fn told(words: &str) -> String {
        let words: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        match super::read::<Arguments>(&words) {
            Ok(arguments) => format!("{arguments:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn two_letters_in_the_wrong_order_are_seen() {
        let told = told("form-codegen generate --tga disputes");
        assert!(
            told.contains("a similar argument exists: '--tag'"),
            "{told}"
        );
        assert!(!told.contains("as a value"), "{told}");
    }

    #[test]
    fn what_resembles_nothing_stays_as_clap_tells_it() {
        let told = told("form-codegen generate --xyzzyx disputes");
        assert!(told.contains("unexpected argument '--xyzzyx'"), "{told}");
        assert!(!told.contains("similar"), "{told}");
    }
}
