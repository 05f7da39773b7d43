//! `raw`: a request that the document need not have.
//!
//! In: a method, a path and pairs. Out: the answer, shown as JSON. What always holds: nothing is checked but that it can be sent as it is.

use clap::{Arg, ArgMatches, Command};

use super::confirm::{confirm, confirm_irreversible};
use super::print::{print, printed_instead};
use super::session::{Run, unwritten};
use super::steps::{queried, value_of};
use crate::cli::ask::{data, flags, irreversible, pair};
use crate::cli::request::{Made, MadeBody, Values};
use crate::cli::send::{Answer, How};
use crate::cli::show::{Format, Printer};
use crate::cli::stop::Stop;
use crate::cli::words::OperationWords;
use crate::mock::model::{BodyKind, Model, Operation, Outcome, Payload, Shape};
use crate::mock::read::{Found, Router, pairs};

/// The command.
pub fn command() -> Command {
    let method = Arg::new("method")
        .value_name("METHOD")
        .required(true)
        .ignore_case(true)
        .value_parser(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
    let path = Arg::new("path")
        .value_name("PATH")
        .required(true)
        .help("A path, such as /v1/things/1, with or without a query");
    Command::new("raw")
        .about("Send a request by method and path, whether the document describes it or not")
        .long_about(
            "Send a request by method and path, whether the document describes it or not.\n\nNothing is checked but that it can be sent. \
             Parameters go to the query of GET, HEAD and DELETE, else to a form in the body.",
        )
        .arg(method)
        .arg(path)
        .arg(data())
}

/// Sends one.
pub fn run(run: &mut Run<'_, '_, '_>, matches: &ArgMatches) -> Result<(), Stop> {
    let one = |id: &str| matches.get_one::<String>(id).cloned().unwrap_or_default();
    let method = one("method").to_uppercase();
    let path = one("path");
    let (path, query) = path.split_once('?').unwrap_or((&path, ""));
    let mut given = Vec::new();
    for text in &run.common.data {
        given.push(pair(text, "-d")?);
    }
    if !path.starts_with('/') {
        return Err(Stop::usage(format!("{path}: a path begins with a slash")));
    }
    let mut query = pairs(query);
    let in_query = matches!(method.as_str(), "GET" | "HEAD" | "DELETE");
    let body = match in_query {
        true => {
            query.append(&mut given);
            MadeBody::None
        }
        false => MadeBody::Form(given),
    };
    let model = &run.program.model;
    let found = Router::new(model).find(&method, path, &query);
    let known = match found {
        Found::Operation(index, _) => Some(index),
        Found::OtherMethods(_) | Found::Nothing => None,
    };
    let operation = known.and_then(|index| model.operations.get(index)).cloned();
    let groups = run.program.words.groups.iter();
    let mut all = groups.flat_map(|group| &group.operations);
    let said = all.find(|words| Some(words.index) == known);
    let made = Made {
        method,
        server: said.map(|said| said.server.clone()).unwrap_or_default(),
        path: path.to_owned(),
        query,
        body,
        ..Made::default()
    };
    let operation = operation.unwrap_or_else(|| unknown(model, &made));
    if printed_instead(run) {
        return print(run, &operation, &made, None);
    }
    if let Some(said) = said {
        confirmed(run, &operation, said, &made)?;
    }
    let how = How {
        security: known.map(|_| operation.security.clone()),
        idempotency_key: run.common.idempotency_key.clone(),
        progress: false,
    };
    let sender = run.connect(&operation.security)?;
    let answer = sender.send(&made, &how)?;
    shown(run, &answer)
}

/// Shows an answer, as JSON if it is some.
fn shown(run: &mut Run<'_, '_, '_>, answer: &Answer) -> Result<(), Stop> {
    let Some(value) = value_of(answer) else {
        let written = run.around.out.write_all(&answer.body);
        return written.map_err(|error| unwritten(&error));
    };
    if let Some(query) = run.common.query.clone() {
        return queried(run, &query, &value);
    }
    let mut terms = run.terms();
    if run.common.output.is_none() && terms.format == Format::Table {
        terms.format = Format::Json;
    }
    let shown = Printer::new(terms, run.around.out).one(None, &value);
    shown.map_err(|error| unwritten(&error))
}

/// Asks before what the document says cannot be undone.
fn confirmed(
    run: &mut Run<'_, '_, '_>,
    operation: &Operation,
    said: &OperationWords,
    made: &Made,
) -> Result<(), Stop> {
    let line = format!("{} {}", made.method, made.path);
    if said.irreversible {
        return confirm(run.around, &format!("{line}."), run.common.yes);
    }
    let program = run.program;
    let flags = flags(&program.model, &program.words, (operation, said), &[]);
    let pairs = match &made.body {
        MadeBody::Form(pairs) => pairs.clone(),
        _ => made.query.clone(),
    };
    let inputs = vec![None; operation.inputs.len()];
    let asked = irreversible(operation, &flags, &Values { inputs, pairs });
    confirm_irreversible(run, &line, asked.as_ref())
}

/// What stands for an operation that the document does not have: it is proved as those are that it has.
fn unknown(model: &Model, made: &Made) -> Operation {
    Operation {
        name: String::new(),
        method: made.method.clone(),
        base: String::new(),
        path: Vec::new(),
        fixed_query: Vec::new(),
        inputs: Vec::new(),
        body: BodyKind::None,
        outcome: Outcome {
            status: 200,
            payload: Payload::Json(Shape::Any),
        },
        error: Shape::Any,
        paging: None,
        security: usual(model),
        rules: Vec::new(),
        upload_with: Vec::new(),
    }
}

/// What proves who is calling elsewhere in the API: the alternatives of all operations, each once; an empty one where some need nothing.
fn usual(model: &Model) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    let nothing = [Vec::new()];
    for operation in &model.operations {
        let all = match operation.security.as_slice() {
            [] => nothing.as_slice(),
            all => all,
        };
        for one in all {
            if !found.contains(one) {
                found.push(one.clone());
            }
        }
    }
    found
}
