//! All commands.
//!
//! In: the model and its words. Out: a command of clap with all others in it. What always holds: the arguments of an operation are there where somebody
//! could ask for it, so that an API of hundreds of operations starts as fast as a small one.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint};

use super::common;
use super::flags::{Flag, Takes, flags};
use super::help;
use super::keys::kebab;
use crate::cli::request::text_of;
use crate::cli::shell::quoted;
use crate::cli::words::{Group, OperationWords, Words};
use crate::mock::answer::{Ids, Maker};
use crate::mock::model::{Input, Kind, Model, Operation, Piece, Shape};

/// Which operations have their arguments.
#[derive(Clone, Copy, Debug)]
pub enum Built<'a> {
    /// All of them.
    All,
    /// Those whose group and name are among these words.
    Named(&'a [String]),
}

impl<'a> Built<'a> {
    /// What was typed.
    fn typed(self) -> &'a [String] {
        match self {
            Self::All => &[],
            Self::Named(words) => words,
        }
    }

    fn has(self, group: &str, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Named(words) => [group, name]
                .iter()
                .all(|name| words.iter().any(|word| word == name)),
        }
    }
}

/// The id of a flag's argument.
pub fn flag_id(flag: &Flag<'_>) -> String {
    format!("--{}", flag.long)
}

/// The id of the argument for an input of the path.
pub fn path_id(index: usize) -> String {
    format!("path {index}")
}

/// The command with all that it has.
#[must_use]
pub fn command(
    model: &Model,
    words: &Words,
    version: &str,
    built: Built<'_>,
    others: Vec<Command>,
) -> Command {
    let about = help::first_sentence(&words.about);
    let about = match about.is_empty() {
        true => model.title.clone(),
        false => about,
    };
    let secret = words.secret();
    let mut command = Command::new(words.program.clone())
        .version(version.to_owned())
        .about(about)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .infer_subcommands(false)
        .after_long_help(after(model, words));
    command = common::add(command, &secret);
    for group in &words.groups {
        command = command.subcommand(of_group(model, words, group, built));
    }
    for other in others {
        let name = other.get_name().to_owned();
        // A resource of that name keeps it, and has the other's commands besides its own.
        command = match words.groups.iter().any(|group| group.name == name) {
            true => command.mut_subcommand(&name, |known| joined(known, &other)),
            false => command.subcommand(other),
        };
    }
    command
}

/// A command with those of another one that it lacks.
fn joined(known: Command, other: &Command) -> Command {
    let names: Vec<String> = known
        .get_subcommands()
        .map(|one| one.get_name().to_owned())
        .collect();
    let new = other.get_subcommands().cloned();
    known.subcommands(new.filter(|one| !names.iter().any(|name| name == one.get_name())))
}

/// The most characters of a flag's name that leave room for what is said of it beside it.
const WIDEST: usize = 30;

/// What exit codes say.
const EXIT_CODES: &str = "\
Exit codes:
  0   done
  1   the program failed: a file, or the output
  2   the arguments or the request are wrong; nothing was sent
  3   settings are missing or wrong; nothing was sent
  4   the API refused
  5   the API does not know who is calling, or does not allow it
  6   the API has no such thing
  7   too many requests
  8   the API failed
  9   the API could not be reached
  10  not confirmed; nothing was sent";

/// What holds for all commands.
fn after(model: &Model, words: &Words) -> String {
    let mut text = format!("API version: {}\n\nEnvironment:\n", model.version);
    text.push_str(&format!("  {}  the secret\n", words.secret()));
    if let Some(name) = &words.base_url_variable {
        text.push_str(&format!("  {name}  another server to ask\n"));
    }
    text.push_str("  NO_COLOR  no colours\n\n");
    text.push_str(EXIT_CODES);
    text
}

fn of_group(model: &Model, words: &Words, group: &Group, built: Built<'_>) -> Command {
    let names: Vec<&str> = group
        .operations
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let mut command = Command::new(group.name.clone())
        .about(format!("{}: {}", group.name, names.join(", ")))
        .subcommand_required(true)
        .arg_required_else_help(true);
    for said in &group.operations {
        let operation = model.operations.get(said.index);
        let one =
            Command::new(said.name.clone()).about(said.summary.trim_end_matches('.').to_owned());
        let one = match operation.filter(|_| built.has(&group.name, &said.name)) {
            Some(operation) => {
                of_operation(model, words, group, (operation, said), built.typed(), one)
            }
            None => one,
        };
        command = command.subcommand(one);
    }
    command
}

fn of_operation(
    model: &Model,
    words: &Words,
    group: &Group,
    (operation, said): (&Operation, &OperationWords),
    typed: &[String],
    command: Command,
) -> Command {
    let mut about = said.summary.clone();
    if !said.text.is_empty() {
        about.push_str(&format!("\n\n{}", said.text));
    }
    if said.deprecated {
        about.push_str("\n\nDeprecated.");
    }
    let mut line = String::new();
    for piece in &operation.path {
        match piece {
            crate::mock::model::Piece::Literal(text) => line.push_str(text),
            crate::mock::model::Piece::Input(index) => {
                let name = operation
                    .inputs
                    .get(*index)
                    .map(|input| input.member.name.as_str());
                line.push_str(&format!("{{{}}}", name.unwrap_or_default()));
            }
        }
    }
    about.push_str(&format!("\n\n{} {}{line}", operation.method, said.server));
    let example = example(model, words, group, (operation, said));
    let mut command = command
        .long_about(about)
        .after_long_help(help::after(said, &example));
    for (index, input) in steps(operation) {
        let text = said.inputs.get(index).map(|words| words.text.clone());
        let name = kebab(&input.member.name).to_uppercase();
        let arg = Arg::new(path_id(index)).value_name(name).required(true);
        command = command.arg(arg.help(text.unwrap_or_default()));
    }
    let flags = flags(model, words, (operation, said), typed);
    let widest = flags.iter().map(|flag| flag.long.len()).max();
    // Beside longer names, there is no room to read in.
    command = command.next_line_help(widest.is_some_and(|length| length > WIDEST));
    let uploads = flags.iter().any(|flag| takes_upload(model, flag));
    for flag in &flags {
        command = command.arg(arg(model, words, flag));
    }
    command = command.arg(common::data());
    if uploads {
        command = command.arg(common::upload_with());
    }
    if operation.paging.is_some() {
        command = command.args(common::paged());
    }
    command
}

fn takes_upload(model: &Model, flag: &Flag<'_>) -> bool {
    match flag.takes {
        Takes::One(shape) | Takes::Many(shape) => match model.value(shape) {
            Shape::Id(of_type) => super::uploader(model, *of_type).is_some(),
            _ => false,
        },
        _ => false,
    }
}

fn arg(model: &Model, words: &Words, flag: &Flag<'_>) -> Arg {
    let arg = Arg::new(flag_id(flag))
        .long(flag.long.clone())
        .help(help::short(flag))
        .long_help(help::long(model, words, flag));
    let on_wire = flag.long.replace('-', "_");
    let arg = match flag.takes {
        // The names of members as the document has them work as well.
        Takes::One(_) | Takes::Many(_) | Takes::Entries(_) if on_wire != flag.long => {
            arg.alias(on_wire)
        }
        _ => arg,
    };
    match flag.takes {
        Takes::Unset => arg
            .action(ArgAction::SetTrue)
            .hide_short_help(true)
            .hide(!flag.path.is_empty()),
        Takes::Otherwise => arg.action(ArgAction::SetTrue),
        Takes::UnsetKeys => arg.action(ArgAction::Append).value_name("KEY"),
        Takes::ObjectFile => arg.value_name("FILE").value_hint(ValueHint::FilePath),
        Takes::Entries(_) => arg.action(ArgAction::Append).value_name("KEY=VALUE"),
        Takes::Many(shape) => of_shape(model, shape, arg.action(ArgAction::Append)),
        Takes::One(shape) => of_shape(model, shape, arg),
    }
}

fn of_shape(model: &Model, shape: &Shape, arg: Arg) -> Arg {
    let name = match model.value(shape) {
        Shape::Bool => {
            return arg
                .value_name("BOOL")
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_parser(["true", "false"])
                .hide_possible_values(true);
        }
        Shape::Integer { .. } | Shape::Number => "NUMBER",
        Shape::Timestamp => "TIME",
        Shape::File => return arg.value_name("FILE").value_hint(ValueHint::FilePath),
        Shape::Id(_) => "ID",
        Shape::Any | Shape::List(_) | Shape::Map(_) => "JSON",
        Shape::Named(index) => match model.definition(*index).map(|found| &found.kind) {
            Some(Kind::Texts {
                values,
                open: false,
            }) => {
                let values = PossibleValuesParser::new(values.clone());
                return arg
                    .value_name("VALUE")
                    .value_parser(values)
                    .hide_possible_values(true);
            }
            Some(Kind::Object(_)) => "JSON",
            _ => "VALUE",
        },
        _ => "TEXT",
    };
    let is_number = name == "NUMBER" || name == "TIME";
    arg.value_name(name).allow_negative_numbers(is_number)
}

/// A command that would do something.
fn example(
    model: &Model,
    words: &Words,
    group: &Group,
    (operation, said): (&Operation, &OperationWords),
) -> String {
    let mut ids = Ids::new(1);
    let mut maker = Maker {
        model,
        now: 1_767_225_600,
        ids: &mut ids,
        full: false,
    };
    let mut text = format!("{} {} {}", words.program, group.name, said.name);
    for (_, input) in steps(operation) {
        let value = maker.member(&input.member, 0);
        text.push_str(&format!(" {}", quoted(&text_of(&value))));
    }
    let mut left = 2;
    for flag in flags(model, words, (operation, said), &[]) {
        let is_required = flag.member.required && flag.path.is_empty();
        let Takes::One(shape) = flag.takes else {
            continue;
        };
        let shown = match model.value(shape) {
            Shape::File => Some("receipt.pdf".to_owned()),
            _ if is_required => Some(text_of(&maker.member(flag.member, 0))),
            _ => flag.member.example.clone(),
        };
        if let Some(shown) = shown.filter(|_| is_required || left > 0) {
            left -= i32::from(!is_required);
            text.push_str(&format!(" --{} {}", flag.long, quoted(&shown)));
        }
    }
    if said.irreversible {
        text.push_str(" --yes");
    }
    text
}

/// What stands in the path, in its order: whoever reads the path gives it so.
fn steps(operation: &Operation) -> Vec<(usize, &Input)> {
    let mut found: Vec<(usize, &Input)> = Vec::new();
    for piece in &operation.path {
        if let Piece::Input(index) = piece
            && !found.iter().any(|(known, _)| known == index)
        {
            found.extend(operation.inputs.get(*index).map(|input| (*index, input)));
        }
    }
    found
}
