//! A request as text.
//!
//! In: a request, and what the client adds to it. Out: the request as it is sent, curl that sends it, or Rust that does. What always holds: no secret is
//! in it: only the name of the variable that has it.

use std::fmt::Write as _;
use std::path::Path;

use super::escape::query_text;
use super::made::{Made, MadeBody, PartValue};
pub use crate::cli::words::quoted;
use crate::mock::model::{Model, SchemeKind};

/// What is printed besides the request itself.
#[derive(Clone, Debug, Default)]
pub struct Printed<'m> {
    /// The base URL that is asked.
    pub server: &'m str,
    /// Headers that the client adds.
    pub headers: Vec<(String, String)>,
    /// The variable that has the secret.
    pub variable: &'m str,
    /// What proves who is calling: the names of schemes.
    pub schemes: &'m [String],
    /// The name of the crate.
    pub library: &'m str,
}

impl Printed<'_> {
    fn url(&self, made: &Made) -> String {
        let base = self.server.trim_end_matches('/');
        let mut url = format!("{base}{}", made.path);
        if !made.query.is_empty() {
            let _ = write!(url, "?{}", query_text(&made.query));
        }
        url
    }
}

/// The request as it is sent; forms are shown decoded, a pair a line.
#[must_use]
pub fn dry_run(model: &Model, made: &Made, printed: &Printed<'_>) -> String {
    let mut out = format!("{} {}\n", made.method, printed.url(made));
    for (name, value) in made.headers.iter().chain(&printed.headers) {
        let _ = writeln!(out, "{name}: {value}");
    }
    for (name, value) in &made.cookies {
        let _ = writeln!(out, "Cookie: {name}={value}");
    }
    let variable = printed.variable;
    for kind in kinds(model, printed.schemes) {
        let _ = match kind {
            SchemeKind::Basic => writeln!(out, "Authorization: Basic (from {variable})"),
            SchemeKind::Bearer => writeln!(out, "Authorization: Bearer (from {variable})"),
            SchemeKind::Header(name) => writeln!(out, "{name}: (from {variable})"),
            SchemeKind::Cookie(name) => writeln!(out, "Cookie: {name}=(from {variable})"),
            SchemeKind::Query(name) => writeln!(out, "(query) {name}=(from {variable})"),
            SchemeKind::Other => Ok(()),
        };
    }
    let _ = match &made.body {
        MadeBody::None => Ok(()),
        MadeBody::Form(pairs) => {
            let _ = writeln!(out, "Content-Type: application/x-www-form-urlencoded\n");
            let mut lines = pairs.iter();
            lines.try_for_each(|(key, value)| writeln!(out, "{key}={value}"))
        }
        MadeBody::Parts(parts) => {
            let _ = writeln!(out, "Content-Type: multipart/form-data\n");
            let mut lines = parts.iter();
            lines.try_for_each(|(key, part)| match part {
                PartValue::Text(text) => writeln!(out, "{key}={text}"),
                PartValue::File(path) => writeln!(out, "{key}=@{}", path.display()),
            })
        }
        MadeBody::Json(kind, value) => writeln!(out, "Content-Type: {kind}\n\n{value:#}"),
        MadeBody::File(kind, path) => {
            writeln!(out, "Content-Type: {kind}\n\n@{}", path.display())
        }
    };
    out
}

fn kinds<'m>(model: &'m Model, schemes: &'m [String]) -> impl Iterator<Item = &'m SchemeKind> {
    schemes.iter().filter_map(|name| {
        let mut known = model.schemes.iter();
        Some(&known.find(|scheme| scheme.name == *name)?.kind)
    })
}

/// A command of curl that sends the request.
#[must_use]
pub fn curl(model: &Model, made: &Made, printed: &Printed<'_>) -> String {
    let variable = printed.variable;
    let mut lines = vec![format!(
        "curl{} {}",
        method(made),
        quoted(&printed.url(made))
    )];
    lines.extend(kinds(model, printed.schemes).filter_map(|kind| {
        Some(match kind {
            SchemeKind::Basic => format!("-u \"${variable}:\""),
            SchemeKind::Bearer => format!("-H \"Authorization: Bearer ${variable}\""),
            SchemeKind::Header(name) => format!("-H \"{name}: ${variable}\""),
            SchemeKind::Query(name) => format!("--url-query \"{name}=${variable}\""),
            SchemeKind::Cookie(name) => format!("-b \"{name}=${variable}\""),
            SchemeKind::Other => return None,
        })
    }));
    let headers = made.headers.iter().chain(&printed.headers);
    lines
        .extend(headers.map(|(name, value)| format!("-H {}", quoted(&format!("{name}: {value}")))));
    let cookies = made.cookies.iter();
    lines.extend(cookies.map(|(name, value)| format!("-b {}", quoted(&format!("{name}={value}")))));
    let path = |path: &Path| path.display().to_string();
    match &made.body {
        MadeBody::None => {}
        MadeBody::Form(pairs) => {
            let pairs = pairs.iter().map(|(key, value)| format!("{key}={value}"));
            lines.extend(pairs.map(|pair| format!("--data-urlencode {}", quoted(&pair))));
        }
        MadeBody::Parts(parts) => lines.extend(parts.iter().map(|(key, part)| match part {
            // `--form-string` takes no first letter for anything else.
            PartValue::Text(text) => format!("--form-string {}", quoted(&format!("{key}={text}"))),
            PartValue::File(file) => format!("-F {}", quoted(&format!("{key}=@{}", path(file)))),
        })),
        MadeBody::Json(kind, value) => {
            lines.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
            lines.push(format!("--data-raw {}", quoted(&value.to_string())));
        }
        MadeBody::File(kind, file) => {
            lines.push(format!("-H {}", quoted(&format!("Content-Type: {kind}"))));
            lines.push(format!(
                "--data-binary {}",
                quoted(&format!("@{}", path(file)))
            ));
        }
    }
    lines.join(" \\\n  ") + "\n"
}

/// What curl would not do by itself.
fn method(made: &Made) -> String {
    let has_data = match &made.body {
        MadeBody::None => false,
        MadeBody::Form(pairs) => !pairs.is_empty(),
        MadeBody::Parts(parts) => !parts.is_empty(),
        MadeBody::Json(..) | MadeBody::File(..) => true,
    };
    match (made.method.as_str(), has_data) {
        ("GET", false) | ("POST", true) => String::new(),
        ("HEAD", _) => " -I".to_owned(),
        (method, _) => format!(" -X {method}"),
    }
}

/// A program of Rust that sends the request, by the crate's blocking client; none for a body that such a call cannot have.
#[must_use]
pub fn rust(made: &Made, printed: &Printed<'_>, settings: &[String]) -> Option<String> {
    let pairs = match &made.body {
        MadeBody::None => made.query.clone(),
        MadeBody::Form(pairs) if made.query.is_empty() => pairs.clone(),
        MadeBody::Form(_) | MadeBody::Parts(_) | MadeBody::Json(..) | MadeBody::File(..) => {
            return None;
        }
    };
    if !(made.headers.is_empty() && made.cookies.is_empty()) {
        return None;
    }
    let library = printed.library;
    let pairs = pairs
        .iter()
        .map(|(key, value)| format!("            ({key:?}, {value:?}),\n"));
    let pairs: String = pairs.collect();
    let pairs = match pairs.is_empty() {
        true => "&[]".to_owned(),
        false => format!("&[\n{pairs}        ]"),
    };
    let settings = settings.iter().map(|call| format!("\n            {call}"));
    let settings: String = settings.collect();
    let options = match settings.is_empty() {
        true => "&RequestOptions::new()".to_owned(),
        false => format!("&RequestOptions::new(){settings}"),
    };
    Some(format!(
        "// Needs the features `blocking` and `client` of `{library}`, and the crates `http` and `serde_json`.\n\
         use {library}::{{RequestOptions, blocking}};\n\n\
         fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let client = blocking::Client::from_env()?;\n    \
         let answer = client.raw_with(\n        \
         http::Method::{method},\n        \
         {path:?},\n        \
         {pairs},\n        \
         {options},\n    \
         )?;\n    \
         println!(\"{{:#}}\", answer.value());\n    \
         Ok(())\n\
         }}\n",
        method = made.method,
        path = made.path,
    ))
}
