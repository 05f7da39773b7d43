//! One operation.
//!
//! In: what was given for it. Out: the answer, shown. What always holds: it is checked, and where need be confirmed, before anything is sent.

use clap::ArgMatches;
use serde_json::Value;

use super::confirm::{confirm, confirm_irreversible};
use super::print::{self, printed_instead};
use super::session::{Run, unwritten};
use super::steps::{checked, how, queried, value_of};
use super::{pages, uploads};
use crate::cli::ask::{asked, flags};
use crate::cli::send::Answer;
use crate::cli::show::{Format, Printer};
use crate::cli::stop::Stop;
use crate::cli::words::OperationWords;
use crate::mock::model::{Operation, Payload};

/// Makes a call, or prints it.
pub fn run<'p>(
    run: &mut Run<'p, '_, '_>,
    (operation, said): (&'p Operation, &'p OperationWords),
    (matches, typed): (&ArgMatches, &[String]),
) -> Result<(), Stop> {
    let program = run.program;
    let (model, words) = (&program.model, &program.words);
    let flags = flags(model, words, (operation, said), typed);
    let mut asked = asked(model, operation, &flags, matches)?;
    if operation.paging.is_some() {
        pages::size(operation, &run.common, &mut asked);
    }
    let made = checked(run, operation, said, &asked)?;
    let uploads = uploads::requests(run, operation, &asked)?;
    if run.common.print.as_deref() == Some("rust") {
        return print::print_program(run, (operation, said), (&asked, &uploads), &made);
    }
    if printed_instead(run) {
        for (index, upload) in uploads.iter().enumerate() {
            let title = format!("# {}. the upload of {}", index + 1, upload.file.display());
            let operation = model.operations.get(upload.index).unwrap_or(operation);
            print::print(run, operation, &upload.made, Some(&title))?;
        }
        let title = (!uploads.is_empty()).then(|| "# then".to_owned());
        return print::print(run, operation, &made, title.as_deref());
    }
    if said.irreversible {
        let what = format!("{}: {}.", made.path, said.summary.trim_end_matches('.'));
        confirm(run.around, &what, run.common.yes)?;
    } else {
        confirm_irreversible(run, &made.path, asked.irreversible.as_ref())?;
    }
    let sender = run.connect(&operation.security)?;
    uploads::send(run, &*sender, &uploads, &mut asked)?;
    if operation.paging.is_some() && (run.common.all || run.common.limit.is_some()) {
        return pages::all(run, &*sender, (operation, said), asked);
    }
    let made = checked(run, operation, said, &asked)?;
    let answer = sender.send(&made, &how(run, operation))?;
    shown(run, operation, &answer)
}

/// Shows an answer.
pub fn shown<'p>(
    run: &mut Run<'p, '_, '_>,
    operation: &'p Operation,
    answer: &Answer,
) -> Result<(), Stop> {
    if answer.body.is_empty() {
        if run.around.terminals.err && !run.common.quiet {
            run.around.say("done");
        }
        return Ok(());
    }
    let value = match &operation.outcome.payload {
        Payload::Json(_) => value_of(answer),
        Payload::Empty | Payload::Text | Payload::Bytes => None,
    };
    let Some(value) = value else {
        let written = run.around.out.write_all(&answer.body);
        return written.map_err(|error| unwritten(&error));
    };
    show(run, operation, &value)
}

/// Shows a value: a list as its items, where the format has rows.
fn show<'p>(
    run: &mut Run<'p, '_, '_>,
    operation: &'p Operation,
    value: &Value,
) -> Result<(), Stop> {
    let shape = operation.outcome.payload.shape();
    if let Some(query) = run.common.query.clone() {
        return queried(run, &query, value);
    }
    let terms = run.terms();
    let model = &run.program.model;
    let items = operation
        .paging
        .as_ref()
        .and_then(|paging| pages::items(model, paging, value));
    let has_rows = matches!(terms.format, Format::Table | Format::Csv | Format::Ids);
    let shown = match items.filter(|_| has_rows) {
        Some(items) => {
            let item = pages::item_shape(model, shape, operation);
            let mut printer = Printer::new(terms, run.around.out);
            printer.items(item, items).and_then(|()| printer.end())
        }
        None => Printer::new(terms, run.around.out).one(shape, value),
    };
    shown.map_err(|error| unwritten(&error))?;
    let more = operation
        .paging
        .as_ref()
        .is_some_and(|paging| pages::has_more(model, paging, value));
    if more && has_rows && run.around.terminals.err {
        run.around
            .say("there are more: --all shows all, --limit NUMBER that many");
    }
    Ok(())
}
