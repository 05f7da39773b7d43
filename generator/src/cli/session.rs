//! What all commands of a run have in common.
//!
//! In: the options that every command takes, and the words that were typed. Out: a [`Session`]. What always holds: how the program is
//! called is said by whoever runs it, so that messages and generated files show what a person types.

use std::path::{Path, PathBuf};

use super::color::Color;

/// How the program is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgramNames {
    /// The program: `form-codegen`.
    pub program: &'static str,
    /// What generates.
    pub generate: &'static str,
    /// What compares.
    pub diff: &'static str,
}

impl ProgramNames {
    /// The program of this library.
    pub const OWN: Self = Self {
        program: "form-codegen",
        generate: "form-codegen generate",
        diff: "form-codegen diff",
    };
}

/// A run of the program.
#[derive(Clone, Debug)]
pub struct Session {
    /// How the program is called.
    pub names: ProgramNames,
    /// Whether what is said is coloured.
    pub color: Color,
    /// The configuration, if it was named.
    pub config: Option<PathBuf>,
    /// The words behind the name of the command, as they were typed.
    pub words: Vec<String>,
}

/// Options that change nothing about what is generated: with the number of words that each takes.
const ASIDE: [(&str, usize); 7] = [
    ("--check", 0),
    ("--force", 0),
    ("--timings", 0),
    ("--color", 1),
    ("--config", 1),
    ("--crate", 1),
    ("--report", 1),
];

/// Options with a path.
const PATHS: [&str; 4] = ["--guide", "--out", "--overlay", "--spec"];

/// Options without a value.
const FLAGS: [&str; 1] = ["--keep-going"];

impl Session {
    /// What was typed to check something, without the word that only checks: each word after a space.
    #[must_use]
    pub fn given(&self) -> String {
        let words = self.words.iter().filter(|word| *word != "--check");
        words.map(|word| format!(" {word}")).collect()
    }

    /// The command that generated files name: what was typed, without what changes nothing about them. Of a path from the root of
    /// the file system, only the name is left: the rest differs from machine to machine.
    #[must_use]
    pub fn command(&self) -> String {
        let mut command = self.names.generate.to_owned();
        let mut words = self.words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            let is_option = word.starts_with("--");
            let (name, value) = match word.split_once('=').filter(|_| is_option) {
                Some((name, value)) => (name, Some(value)),
                None => (word, None),
            };
            if let Some((_, takes)) = ASIDE.iter().find(|(aside, _)| *aside == name) {
                let rest = if value.is_some() { 0 } else { *takes };
                words.by_ref().take(rest).for_each(drop);
                continue;
            }
            command.push(' ');
            if !is_option {
                command += &quoted(&portable(word));
                continue;
            }
            command += name;
            let between = if value.is_some() { "=" } else { " " };
            let value = match FLAGS.contains(&name) {
                true => None,
                false => value.or_else(|| words.next()),
            };
            if let Some(value) = value {
                let is_path = PATHS.contains(&name);
                let value = if is_path {
                    portable(value)
                } else {
                    value.to_owned()
                };
                command += between;
                command += &quoted(&value);
            }
        }
        command
    }
}

/// A word without what differs from machine to machine.
fn portable(word: &str) -> String {
    let path = Path::new(word);
    match path.file_name().filter(|_| path.is_absolute()) {
        Some(name) => format!("…/{}", name.to_string_lossy()),
        None => word.to_owned(),
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:=@%+,…".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_what_was_typed_without_what_changes_nothing() {
        let command = |words: &str| {
            let session = Session {
                names: ProgramNames::OWN,
                color: Color::Never,
                config: None,
                words: words.split_whitespace().map(str::to_owned).collect(),
            };
            session.command()
        };
        assert_eq!(
            command("--check --color never --force"),
            "form-codegen generate"
        );
        assert_eq!(
            command("api.yaml --color=never --out /home/a/pets --package pets"),
            "form-codegen generate api.yaml --out …/pets --package pets"
        );
        assert_eq!(
            command(
                "--config x/form-codegen.toml --crate a --keep-going --path /v1/pets/** --tag=b"
            ),
            "form-codegen generate --keep-going --path '/v1/pets/**' --tag=b"
        );
    }
}
