//! A whole program.
//!
//! In: calls, the last of which is what was asked for, and settings. Out: a program with a `main`. What always holds: names are imported, each once; the
//! secret is read where the program runs.

use serde_json::Value;

use super::expression::{Expression, WIDTH};
use super::text::literal;
use super::value::Writer;
use crate::cli::names::CrateNames;
use crate::mock::model::{Model, Operation, Payload};

/// How wide a line may be before the end of a statement.
const STATEMENT: usize = 4;

/// A call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'c> {
    /// The index of the operation.
    pub index: usize,
    /// What it is.
    pub operation: &'c Operation,
    /// The values of its inputs. A text that begins with [`UPLOADED`](super::value::UPLOADED) and the number of an earlier call is the id that it gave.
    pub inputs: &'c [Option<Value>],
}

/// What is set besides the call.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What the crate is called.
    pub library: String,
    /// The variable that has the secret, if it is not the one that the crate knows.
    pub variable: Option<String>,
    /// The calls that set up a client: `base_url`, and its arguments.
    pub client: Vec<(&'static str, Vec<String>)>,
    /// The same of a request: `idempotency_key`.
    pub options: Vec<(&'static str, Vec<String>)>,
    /// Of a list, whether all items are read, and how many at most.
    pub items: Option<Option<u64>>,
}

/// The program; none, if the crate has no way to say what is asked for.
#[must_use]
pub fn program(
    model: &Model,
    names: &CrateNames,
    settings: &Settings,
    calls: &[Call<'_>],
) -> Option<String> {
    let (last, before) = calls.split_last()?;
    let variables: Vec<String> = (1..=before.len()).map(variable).collect();
    let ids = before.iter().zip(&variables);
    let ids =
        ids.map(|(call, variable)| Some(format!("{variable}.{}.clone()", id(model, names, call)?)));
    let ids: Vec<String> = ids.collect::<Option<_>>()?;
    let writer = Writer::new(model, names, &ids);
    let mut lines = vec![client(&writer, settings)];
    for (call, variable) in before.iter().zip(&variables) {
        let sent = sent("send", built(&writer, call)?, None);
        lines.push(statement(variable, &sent.tried()));
    }
    lines.push(asked(&writer, settings, last)?);
    let body: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    let library = &settings.library;
    let imports: Vec<String> = writer.imports.borrow().iter().cloned().collect();
    let uses = uses(library, &imports);
    let package = library.replace('_', "-");
    let others = ["serde_json", "bytes"].into_iter();
    let others = others.filter(|other| body.contains(&format!("{other}::")));
    let others: String = others.map(|other| format!(", and `{other}`")).collect();
    Some(format!(
        "// Needs `{package}` with the feature `blocking`{others}.\n\
         use {library}::client::blocking::Client;\n\
         {uses}\nfn main() -> Result<(), Box<dyn std::error::Error>> {{\n{body}    Ok(())\n}}\n"
    ))
}

/// The imports, in as many lines as it takes.
fn uses(library: &str, imports: &[String]) -> String {
    let line = match imports {
        [one] => format!("use {library}::{one};\n"),
        all => format!("use {library}::{{{}}};\n", all.join(", ")),
    };
    if line.chars().count() <= WIDTH {
        return line;
    }
    let mut text = String::new();
    let mut used = WIDTH;
    for import in imports {
        let length = import.chars().count() + 1;
        if used + 1 + length > WIDTH {
            text.push_str("\n   ");
            used = 3;
        }
        text.push_str(&format!(" {import},"));
        used += 1 + length;
    }
    format!("use {library}::{{{text}\n}};\n")
}

fn variable(number: usize) -> String {
    match number {
        1 => "uploaded".to_owned(),
        number => format!("uploaded_{number}"),
    }
}

/// The field of an answer that has its id.
fn id<'n>(model: &Model, names: &'n CrateNames, call: &Call<'_>) -> Option<&'n str> {
    let Payload::Json(shape) = &call.operation.outcome.payload else {
        return None;
    };
    let (index, _) = model.object(shape)?;
    names.types.get(index)?.id.as_deref()
}

/// The request, as an expression.
fn built(writer: &Writer<'_>, call: &Call<'_>) -> Option<Expression> {
    let names = writer.names.operations.get(call.index)?;
    if call.operation.inputs.len() != names.members.len() {
        return None;
    }
    let values = call.inputs.iter().map(Option::as_ref);
    let function = writer.path(&names.function);
    writer.made(
        &function,
        names.args.as_deref(),
        names.members.iter().zip(values),
    )
}

/// The statement that makes the client.
fn client(writer: &Writer<'_>, settings: &Settings) -> String {
    let known = &writer.names.client;
    let variable = settings.variable.as_ref().filter(|_| known.one_secret);
    let secret = variable.map(|name| format!("std::env::var({})?", literal(name)));
    if settings.client.is_empty() {
        let made = match &secret {
            Some(secret) => format!("new({secret})?"),
            None => known.made.clone(),
        };
        return format!("let client = Client::{made};");
    }
    let builder = match &secret {
        Some(secret) => format!("Client::builder({secret})"),
        None if known.from_env => format!("{}::from_env()?", writer.path("ClientBuilder")),
        None => format!("Client::{}", known.builder),
    };
    let mut calls = chain(&settings.client);
    calls.push(("build_blocking".to_owned(), Vec::new()));
    let made = Expression::Chain(Box::new(Expression::Word(builder)), calls);
    statement("client", &made.tried())
}

fn chain(calls: &[(&'static str, Vec<String>)]) -> Vec<(String, Vec<Expression>)> {
    let calls = calls.iter().map(|(name, arguments)| {
        let arguments = arguments.iter().map(|text| Expression::Word(literal(text)));
        ((*name).to_owned(), arguments.collect())
    });
    calls.collect()
}

fn sent(function: &str, built: Expression, options: Option<Expression>) -> Expression {
    let (name, arguments) = match options {
        None => (format!("client.{function}"), vec![built]),
        Some(options) => (format!("client.{function}_with"), vec![built, options]),
    };
    Expression::Call(name, arguments)
}

fn statement(variable: &str, value: &Expression) -> String {
    let head = format!("let {variable} = ");
    let used = STATEMENT + head.len();
    format!("{head}{};", value.laid_out(STATEMENT, used, 1))
}

/// The statements for what was asked for.
fn asked(writer: &Writer<'_>, settings: &Settings, call: &Call<'_>) -> Option<String> {
    let options = (!settings.options.is_empty()).then(|| {
        let new = Expression::Word(format!("&{}::new()", writer.path("RequestOptions")));
        Expression::Chain(Box::new(new), chain(&settings.options))
    });
    let built = built(writer, call)?;
    let Some(most) = settings.items.filter(|_| call.operation.paging.is_some()) else {
        let statement = statement("response", &sent("send", built, options).tried());
        return Some(format!(
            "{statement}\n    println!(\"{{}} {{:?}}\", response.status(), response.request_id());"
        ));
    };
    let items = statement("items", &sent("items", built, options));
    let taken = most.map(|most| format!(".take({most})"));
    let taken = taken.unwrap_or_default();
    Some(format!(
        "{items}\n    for item in items{taken} {{\n        println!(\"{{:?}}\", item?);\n    }}"
    ))
}
