//! What every command takes.
//!
//! In: nothing. Out: arguments, and what was given for them. What always holds: [`COMMON`] and [`PAGED`] are all of their names.

use clap::builder::NonEmptyStringValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

/// The names of what every command takes.
pub const COMMON: &[&str] = &[
    "account",
    "api-version",
    "base-url",
    "color",
    "columns",
    "data",
    "dry-run",
    "header",
    "help",
    "idempotency-key",
    "key",
    "output",
    "print",
    "profile",
    "query",
    "quiet",
    "upload-with",
    "version",
    "yes",
];

/// The names of what lists take besides.
pub const PAGED: &[&str] = &["all", "limit"];

/// What was given.
#[derive(Clone, Default)]
pub struct Common {
    /// `--account`.
    pub account: Option<String>,
    /// `--api-version`.
    pub api_version: Option<String>,
    /// `--base-url`.
    pub base_url: Option<String>,
    /// `--color`.
    pub color: Option<String>,
    /// `--columns`.
    pub columns: Vec<String>,
    /// `--data`.
    pub data: Vec<String>,
    /// `--dry-run`.
    pub dry_run: bool,
    /// `--header`.
    pub headers: Vec<String>,
    /// `--idempotency-key`.
    pub idempotency_key: Option<String>,
    /// `--key`.
    pub key: Option<String>,
    /// `--output`.
    pub output: Option<String>,
    /// `--print`.
    pub print: Option<String>,
    /// `--profile`.
    pub profile: Option<String>,
    /// `--query`.
    pub query: Option<String>,
    /// `--quiet`.
    pub quiet: bool,
    /// `--upload-with`.
    pub upload_with: Vec<String>,
    /// `--yes`.
    pub yes: bool,
    /// `--all`.
    pub all: bool,
    /// `--limit`.
    pub limit: Option<u64>,
}

impl Common {
    /// What is given of it.
    #[must_use]
    pub fn of(matches: &ArgMatches) -> Self {
        let one = |id: &str| matches.try_get_one::<String>(id).ok().flatten().cloned();
        let all = |id: &str| {
            let found = matches.try_get_many::<String>(id).ok().flatten();
            found.map(|all| all.cloned().collect()).unwrap_or_default()
        };
        let is = |id: &str| matches.try_get_one::<bool>(id).ok().flatten().copied();
        let is = |id: &str| is(id).unwrap_or_default();
        Self {
            account: one("account"),
            api_version: one("api-version"),
            base_url: one("base-url"),
            color: one("color"),
            columns: all("columns"),
            data: all("data"),
            dry_run: is("dry-run"),
            headers: all("header"),
            idempotency_key: one("idempotency-key"),
            key: one("key"),
            output: one("output"),
            print: one("print"),
            profile: one("profile"),
            query: one("query"),
            quiet: is("quiet"),
            upload_with: all("upload-with"),
            yes: is("yes"),
            all: is("all"),
            limit: matches.try_get_one::<u64>("limit").ok().flatten().copied(),
        }
    }
}

/// An argument with a value.
fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name)
        .long(name)
        .action(ArgAction::SetTrue)
        .help(help)
}

/// Adds what every command takes.
pub fn add(command: Command, secret_variable: &str) -> Command {
    let sending = [
        flag("dry-run", "Print the request instead of sending it"),
        option("print", "LANGUAGE", "Print the request as a command of curl, or as Rust, instead of sending it")
            .value_parser(["curl", "rust"]),
        flag("yes", "Do not ask before what cannot be undone").short('y'),
        option("idempotency-key", "KEY", "The key under which repeated requests count once; a random one otherwise"),
        option("account", "ID", "The account on whose behalf the request is made"),
        option("api-version", "VERSION", "The version of the API to ask for"),
        option("base-url", "URL", "Another server, such as http://localhost:12111").value_hint(ValueHint::Url),
        option("header", "NAME: VALUE", "A header to send, too; can be given several times").action(ArgAction::Append),
        option("profile", "NAME", "Settings of that name in the configuration file"),
        option("key", "SECRET", "The secret: others on this machine can read it here. A variable of the environment is better")
            .long_help(format!("The secret. Others on this machine can read what stands on a command line, and shells remember it: set {secret_variable} instead.")),
    ];
    let output = [
        option(
            "output",
            "FORMAT",
            "How to show the answer: a table or a record at a terminal, JSON elsewhere",
        )
        .value_parser(["json", "yaml", "table", "csv"]),
        option(
            "columns",
            "PATHS",
            "The columns of a table: members such as id,status",
        )
        .value_delimiter(',')
        .value_parser(NonEmptyStringValueParser::new())
        .action(ArgAction::Append),
        option(
            "query",
            "JSONPATH",
            "Show what a query finds in the answer (RFC 9535), such as $.id",
        ),
        flag("quiet", "Show ids alone, one a line").short('q'),
        option("color", "WHEN", "Whether to use colours").value_parser(["auto", "always", "never"]),
    ];
    let sending = sending.map(|arg| arg.global(true).help_heading("Sending"));
    let output = output.map(|arg| arg.global(true).help_heading("Output"));
    command.args(sending).args(output)
}

/// The argument for pairs by their key.
pub fn data() -> Arg {
    option(
        "data",
        "KEY=VALUE",
        "A parameter by its key, such as metadata[key]=value, sent as it stands",
    )
    .short('d')
    .action(ArgAction::Append)
}

/// The argument for what uploads are given.
pub fn upload_with() -> Arg {
    option(
        "upload-with",
        "NAME=VALUE",
        "A parameter of the uploads that `@FILE` asks for",
    )
    .action(ArgAction::Append)
}

/// The arguments of lists.
pub fn paged() -> [Arg; 2] {
    let limit = option(
        "limit",
        "NUMBER",
        "At most that many items; pages are read as needed",
    )
    .value_parser(clap::value_parser!(u64).range(1..));
    [
        flag("all", "All items, over all pages, shown as they come").help_heading("Pages"),
        limit.help_heading("Pages").conflicts_with("all"),
    ]
}
