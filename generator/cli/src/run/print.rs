//! Requests that are printed instead of sent.
//!
//! In: a request. Out: text. What always holds: no secret is read for it.

use super::session::{Run, unwritten};
use crate::cli::profile::variable;
use crate::cli::request::{Made, Printed, curl, dry_run, rust};
use crate::cli::stop::Stop;
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
    let names = &program.model.names;
    let settings = &run.settings;
    let common = &run.common;
    let mut headers = Vec::new();
    let version = settings
        .api_version
        .as_ref()
        .unwrap_or(&program.model.version);
    headers.extend(
        names
            .version_header
            .clone()
            .map(|name| (name, version.clone())),
    );
    let account = program
        .words
        .account_header
        .clone()
        .zip(settings.account.clone());
    headers.extend(account);
    let repeats = matches!(made.method.as_str(), "POST" | "PATCH");
    let key = common.idempotency_key.clone();
    let key = key.or_else(|| (repeats && common.dry_run).then(|| "(random)".to_owned()));
    headers.extend(names.idempotency_header.clone().zip(key));
    let hidden = |(name, value): &(String, String)| {
        let lower = name.to_lowercase();
        let is_secret = SECRET.iter().any(|word| lower.contains(word));
        let value = if is_secret {
            "(hidden)"
        } else {
            value.as_str()
        };
        (name.clone(), value.to_owned())
    };
    headers.extend(settings.headers.iter().map(hidden));
    let server = settings
        .base_url
        .clone()
        .unwrap_or_else(|| made.server.clone());
    let schemes = operation.security.iter().find(|all| !all.is_empty());
    let schemes = schemes.map(Vec::as_slice).unwrap_or_default();
    let schemes = preferred(run, operation).unwrap_or(schemes);
    let variable = variable(&program.words, &run.profile);
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
                Stop::usage(
                    "--print rust: what has a body that is no form is printed as curl alone",
                )
            })?
        }
        _ => dry_run(model, made, &printed),
    };
    let title = title.map(|title| format!("{title}\n")).unwrap_or_default();
    let written = write!(run.around.out, "{title}{text}");
    written.map_err(|error| unwritten(&error))
}

/// The alternative that the client would take: the one of which there is a secret.
fn preferred<'o>(run: &Run<'_, '_, '_>, operation: &'o Operation) -> Option<&'o [String]> {
    let has = |name: &String| run.settings.secrets.iter().any(|(known, _)| known == name);
    let mut alternatives = operation.security.iter().filter(|all| !all.is_empty());
    alternatives
        .find(|all| all.iter().all(has))
        .map(Vec::as_slice)
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
