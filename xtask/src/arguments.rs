//! The arguments.
//!
//! In: the words behind `cargo xtask`, and the workspace. Out: a [`Command`]. What always holds: a word that means nothing
//! is an error; no path depends on where the program was built.

mod ci;
mod lint;
mod propose;
mod semver;
mod spec_diff;
mod update;

use std::ffi::OsString;
use std::path::PathBuf;

use form_codegen::emit::CrateVersion;
use lexopt::{Arg, ValueExt as _};

pub use ci::{ChecksOptions, Part};
pub use lint::LintOptions;
pub use propose::ProposeOptions;
pub use semver::SemverOptions;
pub use spec_diff::{DiffFormat, SpecDiffOptions};
pub use update::{NewDocument, UpdateOptions};

use crate::color::Color;
use crate::crate_file::{CRATE_FILE, CrateFile};
use crate::workspace::{CRATE, DOCUMENT, GUIDE, LOCK, OVERLAYS};

/// The command, without what it was given.
pub const COMMAND: &str = "cargo xtask codegen";

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  codegen       generate the crate in generated/ from spec/
  spec-diff BASE [NEW]
                what changes for users between two files or revisions; NEW is the working tree unless it is given;
                one of them may be `-`, the standard input
  update FILE   take a new document of the vendor, `-` for the standard input: what changes, version, changelog, crate
  propose       fetch the vendor's current document from $SPEC_ADDRESS, and open a change with what update makes of it
  semver BASE   check that the documents' changes since a revision and those of tests/snapshots/surface.snap agree
  lint [FILE]   show what hurts the users of a client in a document, with the overlay action that mends it
  ci            run every check that continuous integration runs
  help          print this

Options of codegen:
  --check            change nothing; list what is not up to date, and fail if anything is
  --force            overwrite generated files that somebody has edited
  --keep-going       leave out operations that can't be expressed, with a warning for each
  --timings          print how long each stage took
  --color WHEN       colour diagnostics: auto, always or never
  --spec FILE        another OpenAPI 3.0 document, YAML or JSON
  --overlay FILE     an OpenAPI overlay to apply to it; may be repeated, applied in the order given
  --guide DIR        Markdown files for the guide of the crate
  --out DIR          where to write the crate
  --package NAME     what to call the crate
  --package-version VERSION
                     which version the crate has; 0.1.0 if it is not given

Options of spec-diff:
  --format FORMAT    terminal, markdown, json or annotations
  --stat             one line, for a label
  --github           annotations, and what $GITHUB_STEP_SUMMARY and $GITHUB_OUTPUT take
  --fail-on CLASS    exit with 1 if a change is of this class or worse: wire=breaking, wire=review, rollout=breaking,
                     rust=major, rust=minor, …; may be repeated
  --allow FILE       which changes do not fail; spec/allowed-changes.yaml if it is not given
  --overlay FILE     an overlay for a file that is not the workspace's document; may be repeated
  --keep-going       as for codegen
  --color WHEN       as for codegen

Options of update:
  --dry-run          show everything, and change nothing
  --drop             take actions out of the overlays that are void or no longer needed
  --origin TEXT      where the document was published, for spec/lock.json
  --color WHEN       as for codegen

Options of propose:
  --dry-run          print the commands, and run none

Options of lint:
  --overlay FILE     an OpenAPI overlay to apply to FILE; may be repeated
  --responses DIR    bodies of real responses as *.json, named after a schema or an operationId, or tagged
  --only ID          only this kind of finding; may be repeated
  --all              every finding, where otherwise a kind that comes often is cut
  --fix OVERLAY      write the actions that need no word of yours into this overlay
  --explain ID       tell why a kind matters, with the code before and after; `all` lists them

Options of ci:
  --quick            only the checks that take less than two minutes in all, once everything is compiled
  --only PART        only the checks of this part, with what only runs when it is named; may be repeated: formatting,
                     freshness, lints, documentation, oldest-rust, dependencies, advisories, tests, portable-tests
  --install          install the oldest Rust (by rustup) and cargo-deny where they are missing, instead of skipping
  --list             print what would run, and run nothing
";

/// What to do.
#[derive(Debug)]
pub enum Command {
    /// Generate.
    Codegen(CodegenOptions),
    /// Show what is wrong with a document.
    Lint(LintOptions),
    /// Run checks.
    Ci(ChecksOptions),
    /// Take a new document.
    Update(UpdateOptions),
    /// Open a change with the vendor's current document.
    Propose(ProposeOptions),
    /// Compare what is said of Rust with the surface.
    Semver(SemverOptions),
    /// Compare documents.
    SpecDiff(SpecDiffOptions),
    /// Print the help.
    Help,
}

/// What to generate from what.
#[derive(Clone, Debug)]
pub struct CodegenOptions {
    /// The document.
    pub spec: PathBuf,
    /// The overlays, in order.
    pub overlays: Overlays,
    /// The folder with the chapters of the crate's guide, if there is one.
    pub guide: Option<PathBuf>,
    /// The folder of the crate.
    pub out: PathBuf,
    /// The name of the crate; the one in [`crate_file`](Self::crate_file) if it is not given.
    pub package: Option<String>,
    /// The version of the crate; that in [`crate_file`](Self::crate_file) if it is not given.
    pub version: Option<CrateVersion>,
    /// Where the workspace says what its crate is called, if it is that.
    pub crate_file: Option<PathBuf>,
    /// The lock, if the inputs have one.
    pub lock: Option<PathBuf>,
    /// The workspace, if there is one here.
    pub root: Option<PathBuf>,
    /// What the command was given, but for `--check`, each word after a space.
    pub given: String,
    /// Whether to change nothing.
    pub check: bool,
    /// Whether to overwrite what somebody has edited.
    pub force: bool,
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

/// Reads the arguments, of which the first is the program, for a workspace.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    root: Option<PathBuf>,
) -> Result<Command, String> {
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
    let command = match command.to_str() {
        Some("codegen") => codegen(&mut parser, root, given),
        Some("ci") => ci::parse(&mut parser, root),
        Some("update") => update::parse(&mut parser, root),
        Some("propose") => propose::parse(&mut parser, root),
        Some("semver") => semver::parse(&mut parser, root),
        Some("spec-diff") => spec_diff::parse(&mut parser, root),
        Some("lint") => lint::parse(&mut parser, root),
        Some("help") => Ok(Command::Help),
        _ => {
            let word = command.to_string_lossy();
            return Err(format!("there is no command `{word}`"));
        }
    };
    command.map_err(|error| error.to_string())
}

/// What is to be said where a command needs the workspace.
pub const NO_WORKSPACE: &str = "neither this folder nor one above it is a workspace with a `spec/`: run this in the repository";

/// The options of `codegen`, as they were given.
#[derive(Default)]
struct Given {
    spec: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    guide: Option<PathBuf>,
    out: Option<PathBuf>,
    package: Option<String>,
    version: Option<CrateVersion>,
    check: bool,
    force: bool,
    keep_going: bool,
    timings: bool,
    color: Color,
}

fn codegen(
    parser: &mut lexopt::Parser,
    root: Option<PathBuf>,
    words: String,
) -> Result<Command, lexopt::Error> {
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("check") => given.check = true,
            Arg::Long("force") => given.force = true,
            Arg::Long("keep-going") => given.keep_going = true,
            Arg::Long("timings") => given.timings = true,
            Arg::Long("color") => given.color = Color::parse(&parser.value()?.string()?)?,
            Arg::Long("spec") => given.spec = Some(PathBuf::from(parser.value()?)),
            Arg::Long("overlay") => given.overlays.push(PathBuf::from(parser.value()?)),
            Arg::Long("guide") => given.guide = Some(PathBuf::from(parser.value()?)),
            Arg::Long("out") => given.out = Some(PathBuf::from(parser.value()?)),
            Arg::Long("package") => given.package = Some(parser.value()?.string()?),
            Arg::Long("package-version") => given.version = Some(parser.value()?.parse()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    given.options(root, words).map(Command::Codegen)
}

impl Given {
    /// Refuses what has no meaning without another document.
    fn check_given(&self) -> Result<(), String> {
        let is_ours = self.spec.is_none() && self.out.is_none();
        if is_ours && (self.package.is_some() || self.version.is_some()) {
            let message = "`--package` and `--package-version` need `--spec` or `--out`";
            return Err(format!(
                "{message}: what generated/ is called stands in {CRATE_FILE}"
            ));
        }
        if self.spec.is_none() && !self.overlays.is_empty() {
            let message =
                "`--overlay` needs `--spec`: the overlays in spec/ are applied without it";
            return Err(message.to_owned());
        }
        if self.spec.is_none() && self.guide.is_some() {
            let message = "`--guide` needs `--spec`: the guide in spec/ is taken without it";
            return Err(message.to_owned());
        }
        Ok(())
    }

    fn options(
        self,
        root: Option<PathBuf>,
        given: String,
    ) -> Result<CodegenOptions, lexopt::Error> {
        self.check_given()?;
        let Self {
            spec,
            overlays,
            guide,
            out,
            package,
            version,
            check,
            force,
            keep_going,
            timings,
            color,
        } = self;
        let Some(spec) = spec else {
            let root = root.ok_or(NO_WORKSPACE)?;
            return Ok(CodegenOptions {
                spec: root.join(DOCUMENT),
                overlays: Overlays::Folder(root.join(OVERLAYS)),
                guide: Some(root.join(GUIDE)).filter(|folder| folder.is_dir()),
                lock: out.is_none().then(|| root.join(LOCK)),
                out: out.unwrap_or_else(|| root.join(CRATE)),
                package,
                version,
                crate_file: Some(CrateFile::path(&root)),
                root: Some(root),
                given,
                check,
                force,
                keep_going,
                timings,
                color,
            });
        };
        Ok(CodegenOptions {
            spec,
            overlays: Overlays::Files(overlays),
            guide,
            out: out.ok_or("`--spec` needs `--out`: where should the crate go?")?,
            package: Some(
                package.ok_or("`--spec` needs `--package`: what should the crate be called?")?,
            ),
            version,
            crate_file: None,
            lock: None,
            root,
            given,
            check,
            force,
            keep_going,
            timings,
            color,
        })
    }
}
