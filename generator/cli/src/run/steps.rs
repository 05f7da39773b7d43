//! Steps that several commands take.
//!
//! In: what was asked, or what was answered. Out: a request that nothing is wrong with; a value. What always holds: nothing is sent here.

use serde_json::Value;

use super::session::{Run, unwritten};
use crate::cli::ask::Asked;
use crate::cli::request::{Made, check, made};
use crate::cli::send::{Answer, How};
use crate::cli::show::{Format, Printer};
use crate::cli::stop::{Class, Stop};
use crate::cli::words::OperationWords;
use crate::mock::model::Operation;

/// The request of what was asked, if nothing is wrong with it.
pub fn checked(
    run: &Run<'_, '_, '_>,
    operation: &Operation,
    said: &OperationWords,
    asked: &Asked,
) -> Result<Made, Stop> {
    let model = &run.program.model;
    let made = made(model, operation, &said.server, &asked.values).map_err(Stop::usage)?;
    check(model, operation, &asked.values, &made).map_err(|faults| wrong(&faults))?;
    Ok(made)
}

/// What is wrong with a request, as people are told.
pub fn wrong(faults: &[String]) -> Stop {
    let lines = faults.iter().map(|fault| crate::cli::stop::harmless(fault));
    let lines: Vec<String> = lines.collect();
    Stop::usage(format!("nothing was sent:\n  {}", lines.join("\n  ")))
}

/// How an operation is sent.
pub fn how(run: &Run<'_, '_, '_>, operation: &Operation) -> How {
    How {
        security: Some(operation.security.clone()),
        idempotency_key: run.common.idempotency_key.clone(),
        progress: run.around.terminals.err && !run.common.quiet,
    }
}

/// The value in an answer; none if it is no JSON.
pub fn value_of(answer: &Answer) -> Option<Value> {
    serde_json::from_slice(&answer.body).ok()
}

/// Shows what a query finds (RFC 9535), each a value of its own.
pub fn queried(run: &mut Run<'_, '_, '_>, query: &str, value: &Value) -> Result<(), Stop> {
    let path = serde_json_path::JsonPath::parse(query);
    let path = path.map_err(|error| Stop::usage(format!("--query: {error}")))?;
    let mut terms = run.terms();
    if run.common.output.is_none() {
        terms.format = if run.common.quiet {
            Format::Ids
        } else {
            Format::Json
        };
    }
    for found in path.query(value).all() {
        let shown = Printer::new(terms.clone(), run.around.out).one(None, found);
        shown.map_err(|error| unwritten(&error))?;
    }
    Ok(())
}

/// Says that an answer cannot be read.
pub fn unreadable() -> Stop {
    Stop::new(
        Class::Failed,
        "the API answered with something that is no JSON",
    )
}
