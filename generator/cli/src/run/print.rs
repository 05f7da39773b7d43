//! Requests that are printed instead of sent.
//!
//! In: a request. Out: text. What always holds: no secret is read for it.

use serde_json::Value;

use super::session::{Run, unwritten};
use super::uploads::Ready;
use crate::cli::ask::Asked;
use crate::cli::code::{self, Call, UPLOADED, folded, program};
use crate::cli::profile::variable;
use crate::cli::request::{Made, Printed, curl, dry_run, rust};
use crate::cli::stop::Stop;
use crate::cli::words::OperationWords;
use crate::mock::model::Operation;

/// Whether nothing is to be sent.
pub fn printed_instead(run: &Run<'_, '_, '_>) -> bool {
    run.common.dry_run || run.common.print.is_some()
}

/// What names of headers have in them that may hold a secret.
const SECRET: [&str; 5] = ["auth", "cookie", "key", "secret", "token"];

/// Prints a request.
pub fn print(
    run: &mut Run<'_, '_, '_>,
    operation: &Operation,
    made: &Made,
    title: Option<&str>,
) -> Result<(), Stop> {
    let program = run.program;
    let settings = &run.settings;
    let common = &run.common;
    let headers = headers(run, made);
    let server = settings
        .base_url
        .clone()
        .unwrap_or_else(|| made.server.clone());
    let schemes = operation.security.iter().find(|all| !all.is_empty());
    let schemes = schemes.map(Vec::as_slice).unwrap_or_default();
    let schemes = preferred(run, operation).unwrap_or(schemes);
    let variable = match common.dry_run {
        true => source(run),
        false => variable(&program.words, &run.profile),
    };
    let printed = Printed {
        server: &server,
        headers,
        variable: &variable,
        schemes,
        library: &program.words.library,
    };
    let model = &program.model;
    let text = match (common.dry_run, common.print.as_deref()) {
        (_, Some("curl")) => curl(model, made, &printed),
        (_, Some("rust")) => {
            let text = rust(made, &printed, &calls(run));
            text.ok_or_else(|| {
                Stop::usage("--print rust: the crate has no way to say this; curl has")
            })?
        }
        _ => dry_run(model, made, &printed),
    };
    let title = title.map(|title| format!("{title}\n")).unwrap_or_default();
    let written = write!(run.around.out, "{title}{text}");
    written.map_err(|error| unwritten(&error))
}

/// Where the secret would be taken from.
fn source(run: &Run<'_, '_, '_>) -> String {
    match (&run.common.key, &run.profile.secret_command) {
        (Some(_), _) => "--key".to_owned(),
        (None, Some(_)) => "secret_command".to_owned(),
        (None, None) => variable(&run.program.words, &run.profile),
    }
}

/// The headers that the client adds.
fn headers(run: &Run<'_, '_, '_>, made: &Made) -> Vec<(String, String)> {
    let (program, settings, common) = (run.program, &run.settings, &run.common);
    let names = &program.model.names;
    let mut headers = Vec::new();
    let version = settings.api_version.as_ref();
    let version = version.unwrap_or(&program.model.version);
    let name = names.version_header.clone();
    headers.extend(name.map(|name| (name, version.clone())));
    let account = program.words.account_header.clone();
    headers.extend(account.zip(settings.account.clone()));
    let repeats = matches!(made.method.as_str(), "POST" | "PATCH");
    let key = common.idempotency_key.clone();
    let key = key.or_else(|| (repeats && common.dry_run).then(|| "(random)".to_owned()));
    headers.extend(names.idempotency_header.clone().zip(key));
    headers.extend(settings.headers.iter().map(hidden));
    headers
}

/// The alternative that the client would take: the one of which there is a secret.
fn preferred<'o>(run: &Run<'_, '_, '_>, operation: &'o Operation) -> Option<&'o [String]> {
    let has = |name: &String| run.settings.secrets.iter().any(|(known, _)| known == name);
    let mut alternatives = operation.security.iter().filter(|all| !all.is_empty());
    alternatives
        .find(|all| all.iter().all(has))
        .map(Vec::as_slice)
}

/// Prints the program of Rust that does the same: with the types of the crate, where they can say it.
pub fn print_program(
    run: &mut Run<'_, '_, '_>,
    (operation, said): (&Operation, &OperationWords),
    (asked, uploads): (&Asked, &[Ready]),
    made: &Made,
) -> Result<(), Stop> {
    let text = typed(run, (operation, said), asked, uploads);
    let Some(text) = text else {
        if !uploads.is_empty() {
            return Err(Stop::usage(
                "--print rust: the crate has no way to say this; curl has",
            ));
        }
        return print(run, operation, made, None);
    };
    let written = run.around.out.write_all(text.as_bytes());
    written.map_err(|error| unwritten(&error))
}

fn typed(
    run: &Run<'_, '_, '_>,
    (operation, said): (&Operation, &OperationWords),
    asked: &Asked,
    uploads: &[Ready],
) -> Option<String> {
    let model = &run.program.model;
    let mut asked = asked.clone();
    let places = std::mem::take(&mut asked.uploads);
    for (at, upload) in places.into_iter().enumerate() {
        let stand_in = Value::String(format!("{UPLOADED}{at}"));
        asked.put_at(upload.input, &upload.path, stand_in);
    }
    let mut given = Vec::new();
    for upload in uploads {
        let operation = model.operations.get(upload.index)?;
        let inputs = folded(model, operation, &upload.values)?;
        given.push((upload.index, operation, inputs));
    }
    given.push((
        said.index,
        operation,
        folded(model, operation, &asked.values)?,
    ));
    let calls = given.iter().map(|(index, operation, inputs)| Call {
        index: *index,
        operation,
        inputs,
    });
    let calls: Vec<Call<'_>> = calls.collect();
    program(model, &run.program.words.names, &settings(run), &calls)
}

/// What is set besides the call.
fn settings(run: &Run<'_, '_, '_>) -> code::Settings {
    let (settings, common, words) = (&run.settings, &run.common, &run.program.words);
    let one = |name, value: &Option<String>| Some((name, vec![value.clone()?]));
    let client = one("base_url", &settings.base_url).into_iter();
    let headers = settings.headers.iter().map(hidden);
    let headers = headers.map(|(name, value)| ("header", vec![name, value]));
    let options = [
        one("idempotency_key", &common.idempotency_key),
        one("account", &settings.account),
        one("api_version", &settings.api_version),
    ];
    let variable = variable(words, &run.profile);
    code::Settings {
        library: words.library.clone(),
        variable: (words.secret_variable.as_ref() != Some(&variable)).then_some(variable),
        client: client.chain(headers).collect(),
        options: options.into_iter().flatten().collect(),
        items: match (common.all, common.limit) {
            (true, _) => Some(None),
            (false, Some(limit)) => Some(Some(limit)),
            (false, None) => None,
        },
    }
}

/// A header, without a value that may be secret.
fn hidden((name, value): &(String, String)) -> (String, String) {
    let lower = name.to_lowercase();
    let is_secret = SECRET.iter().any(|word| lower.contains(word));
    let value = if is_secret {
        "(hidden)"
    } else {
        value.as_str()
    };
    (name.clone(), value.to_owned())
}

/// Settings as calls of the crate.
fn calls(run: &Run<'_, '_, '_>) -> Vec<String> {
    let settings = &run.settings;
    let named = [
        ("idempotency_key", &run.common.idempotency_key),
        ("account", &settings.account),
        ("api_version", &settings.api_version),
    ];
    let named = named.into_iter();
    let calls = named.filter_map(|(name, value)| Some(format!(".{name}({:?})", value.as_ref()?)));
    calls.collect()
}
