//! What is made of the commands themselves: completions and man pages.
//!
//! In: the whole tree of commands. Out: a script for a shell, or a folder of pages. What always holds: all operations have their arguments there.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command, ValueHint};
use clap_complete::Shell;

use super::around::Around;
use super::session::unwritten;
use crate::cli::stop::{Class, Stop};

/// The commands.
pub fn commands() -> [Command; 2] {
    let shell = Arg::new("shell")
        .value_name("SHELL")
        .required(true)
        .value_parser(["bash", "elvish", "fish", "powershell", "zsh"]);
    let folder = Arg::new("folder")
        .value_name("FOLDER")
        .required(true)
        .value_hint(ValueHint::DirPath)
        .help("Where the pages are written; it is made if it is not there");
    [
        Command::new("completions")
            .about("Print a script that completes commands in a shell")
            .arg(shell),
        Command::new("man")
            .about("Write a man page for each command")
            .arg(folder),
    ]
}

/// Prints a script for a shell.
pub fn completions(
    mut command: Command,
    matches: &ArgMatches,
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    let name = matches
        .get_one::<String>("shell")
        .cloned()
        .unwrap_or_default();
    let shell: Shell = name
        .parse()
        .map_err(|_| Stop::usage(format!("{name}: no such shell")))?;
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, name, &mut script);
    let written = around.out.write_all(&script);
    written.map_err(|error| unwritten(&error))
}

/// Writes all man pages.
pub fn man(mut command: Command, matches: &ArgMatches) -> Result<(), Stop> {
    let folder = matches.get_one::<String>("folder").map(PathBuf::from);
    let folder = folder.unwrap_or_default();
    let wrong =
        |error: std::io::Error| Stop::new(Class::Program, format!("{}: {error}", folder.display()));
    fs::create_dir_all(&folder).map_err(wrong)?;
    command.build();
    let name = command.get_name().to_owned();
    pages(&command, (&name, &name), &folder).map_err(wrong)
}

/// The page of a command and those of all below it: each has the name of its page, and what is typed.
fn pages(command: &Command, (name, typed): (&str, &str), folder: &Path) -> std::io::Result<()> {
    let mut text = Vec::new();
    let shown = command
        .clone()
        .name(name.to_owned())
        .bin_name(typed.to_owned());
    clap_mangen::Man::new(shown).render(&mut text)?;
    fs::write(folder.join(format!("{name}.1")), text)?;
    let mut inner = command
        .get_subcommands()
        .filter(|one| one.get_name() != "help");
    inner.try_for_each(|one| {
        let below = one.get_name();
        let names = (format!("{name}-{below}"), format!("{typed} {below}"));
        pages(one, (&names.0, &names.1), folder)
    })
}
