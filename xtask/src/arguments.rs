//! The arguments.
//!
//! In: the words behind `cargo xtask`. Out: a [`Command`]. What always holds: a word that means nothing is an error.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lexopt::{Arg, ValueExt as _};

use crate::color::Color;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  codegen       generate the crate in generated/ from spec/
  ci            run every check that continuous integration runs
  help          print this

Options of codegen:
  --check            change nothing; list what is not up to date, and fail if anything is
  --keep-going       leave out operations that can't be expressed, with a warning for each
  --timings          print how long each stage took
  --color WHEN       colour diagnostics: auto, always or never
  --spec FILE        another OpenAPI 3.0 document, YAML or JSON
  --overlay FILE     an OpenAPI overlay to apply to it; may be repeated, applied in the order given
  --out DIR          where to write the crate
  --package NAME     what to call the crate
";

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Generate.
    Codegen(Options),
    /// Run all checks.
    Ci,
    /// Print the help.
    Help,
}

/// What to generate from what.
#[derive(Clone, Debug)]
pub struct Options {
    /// The document.
    pub spec: PathBuf,
    /// The overlays, in order.
    pub overlays: Overlays,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The name of the crate.
    pub package: String,
    /// The lock, if the inputs have one.
    pub lock: Option<PathBuf>,
    /// What the command was given, but for `--check`, each word after a space.
    pub given: String,
    /// Whether to change nothing.
    pub check: bool,
    /// Whether to leave out what can't be expressed.
    pub keep_going: bool,
    /// Whether to print how long each stage took.
    pub timings: bool,
    /// Whether diagnostics are coloured.
    pub color: Color,
}

/// Which overlays to apply.
#[derive(Clone, Debug)]
pub enum Overlays {
    /// All `*.yaml` of a folder, in name order.
    Folder(PathBuf),
    /// These.
    Files(Vec<PathBuf>),
}

/// Reads the arguments; the first one is the program.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let words = arguments.iter().skip(2).map(|word| word.to_string_lossy());
    let given: String = words
        .filter(|word| word != "--check")
        .map(|word| format!(" {word}"))
        .collect();
    let mut parser = lexopt::Parser::from_iter(arguments);
    let command = match parser.next().map_err(|error| error.to_string())? {
        Some(Arg::Value(word)) => word,
        Some(Arg::Long("help") | Arg::Short('h')) | None => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().to_string()),
    };
    match command.to_str() {
        Some("codegen") => codegen(&mut parser, given).map_err(|error| error.to_string()),
        Some("ci") => match parser.next().map_err(|error| error.to_string())? {
            None => Ok(Command::Ci),
            Some(extra) => Err(extra.unexpected().to_string()),
        },
        Some("help") => Ok(Command::Help),
        _ => Err(format!(
            "there is no command `{}`",
            command.to_string_lossy()
        )),
    }
}

fn codegen(parser: &mut lexopt::Parser, given: String) -> Result<Command, lexopt::Error> {
    let (mut spec, mut out, mut package) = (None, None, None);
    let mut overlays = Vec::new();
    let mut color = Color::default();
    let (mut check, mut keep_going, mut timings) = (false, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("check") => check = true,
            Arg::Long("keep-going") => keep_going = true,
            Arg::Long("timings") => timings = true,
            Arg::Long("color") => color = Color::parse(&parser.value()?.string()?)?,
            Arg::Long("spec") => spec = Some(PathBuf::from(parser.value()?)),
            Arg::Long("overlay") => overlays.push(PathBuf::from(parser.value()?)),
            Arg::Long("out") => out = Some(PathBuf::from(parser.value()?)),
            Arg::Long("package") => package = Some(parser.value()?.string()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    if spec.is_none() && out.is_none() && package.is_some() {
        return Err(
            "`--package` needs `--spec` or `--out`: generated/ is always `stripe-disputes`".into(),
        );
    }
    let root = root();
    let options = match spec {
        None if overlays.is_empty() => Options {
            spec: root.join("spec/stripe-disputes-api-openapi.yml"),
            overlays: Overlays::Folder(root.join("spec/overlays")),
            lock: out.is_none().then(|| root.join("spec/lock.json")),
            out: out.unwrap_or_else(|| root.join("generated")),
            package: package.unwrap_or_else(|| "stripe-disputes".to_owned()),
            given,
            check,
            keep_going,
            timings,
            color,
        },
        None => {
            return Err(
                "`--overlay` needs `--spec`: the overlays in spec/ are applied without it".into(),
            );
        }
        Some(spec) => Options {
            spec,
            overlays: Overlays::Files(overlays),
            out: out.ok_or("`--spec` needs `--out`: where should the crate go?")?,
            package: package
                .ok_or("`--spec` needs `--package`: what should the crate be called?")?,
            lock: None,
            given,
            check,
            keep_going,
            timings,
            color,
        },
    };
    Ok(Command::Codegen(options))
}

/// The root of the repository: the folder above this package.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
