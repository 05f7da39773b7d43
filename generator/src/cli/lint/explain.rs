//! What `--explain` prints.
//!
//! In: the id of a kind of finding. Out: why it matters; of the lint's own kinds also a small document that has it, the action that
//! mends it, and the generated code before and after. What always holds: the code is generated, not remembered.

use crate::diagnostic::did_you_mean;
use crate::lint::{EXPLANATIONS, Explanation, OverlayAction, SentBody, lint, overlay, reasons};
use crate::source::{SourceText, examine};
use crate::{Error, Files, GenerateOptions, generate};
use similar::TextDiff;

/// How many lines of difference are shown.
const MOST_LINES: usize = 60;

/// Whether a kind has an explanation.
pub(super) fn is_known(id: &str) -> bool {
    EXPLANATIONS.iter().any(|one| one.id == id) || reasons().any(|one| one.id == id)
}

/// All kinds that have one.
fn known() -> impl Iterator<Item = &'static str> {
    let kinds = EXPLANATIONS.iter().map(|one| one.id);
    kinds.chain(reasons().map(|one| one.id))
}

/// Explains a kind, or lists all.
///
/// # Errors
///
/// If there is no such kind.
pub fn explain(id: &str) -> Result<bool, String> {
    if id == "all" {
        for one in &EXPLANATIONS {
            say!("{}\n  {}\n", one.id, one.why);
        }
        for one in reasons() {
            say!("{}\n  {}\n", one.id, one.why);
        }
        return Ok(true);
    }
    if let Some(found) = reasons().find(|one| one.id == id) {
        say!(
            "{}: {}\n\nThe finding itself says where it is, and what to do.",
            found.id,
            found.why
        );
        return Ok(true);
    }
    let Some(found) = EXPLANATIONS.iter().find(|one| one.id == id) else {
        return Err(format!(
            "error: there is no explanation of `{id}`\n  = help: {}`all` lists them",
            did_you_mean(id, known())
        ));
    };
    let actions = suggested(found)?;
    say!("{}: {}\n\nA document:\n", found.id, found.why);
    say!("{}", indented(found.example));
    if let Some((name, body)) = found.sent {
        say!("and a response, {name}:\n\n    {body}\n");
    }
    say!("What is suggested:\n");
    for action in &actions {
        say!("{}", action.to_yaml().trim_end());
    }
    let mended = overlay("Mended", &actions);
    let overlays = [SourceText {
        name: "mended.yaml",
        bytes: mended.as_bytes(),
    }];
    match (code(found, &[]), code(found, &overlays)) {
        (Ok(before), Ok(after)) => show(&before, &after),
        (Err(error), Ok(_)) => say!(
            "\nBefore, there is no code:\n\n{}\nAfter, there is.",
            indented(&error.to_string())
        ),
        (_, Err(error)) => return Err(error.to_string()),
    }
    Ok(true)
}

fn suggested(found: &Explanation) -> Result<Vec<OverlayAction>, String> {
    let document = examine(document(found), &[]).map_err(|report| report.to_string())?;
    let sent = found.sent.iter().map(|(name, body)| {
        let value = serde_json::from_str(body).map_err(|error| error.to_string())?;
        let name = (*name).to_owned();
        Ok(SentBody { name, value })
    });
    let findings = lint(&document, &sent.collect::<Result<Vec<_>, String>>()?).into_iter();
    let own = findings.filter(|one| one.id() == found.id);
    Ok(own.flat_map(|one| one.actions).collect())
}

fn document(found: &Explanation) -> SourceText<'static> {
    SourceText {
        name: "pets.yaml",
        bytes: found.example.as_bytes(),
    }
}

fn code(found: &Explanation, overlays: &[SourceText<'_>]) -> Result<Files, Error> {
    let options = GenerateOptions::new("pets");
    generate(document(found), overlays, &options).map(|made| made.files)
}

/// Where the types and requests are that users name. What else differs follows from them.
const SHOWN: [&str; 2] = ["src/models/", "src/resources/"];

/// Shows what differs in the code that users see.
fn show(before: &Files, after: &Files) {
    let mut lines = Vec::new();
    let shown = after
        .iter()
        .filter(|(path, _)| SHOWN.iter().any(|folder| path.starts_with(folder)));
    for (path, new) in shown {
        let old = before.get(path).map_or("", String::as_str);
        if old != new {
            let diff = TextDiff::from_lines(old, new);
            let diff = diff.unified_diff().context_radius(2).to_string();
            lines.push(format!("    {path}"));
            lines.extend(diff.lines().map(|line| format!("    {line}")));
        }
    }
    if lines.is_empty() {
        say!("\nThe code is the same before and after.");
        return;
    }
    say!("\nThe code before (-) and after (+):\n");
    lines
        .iter()
        .take(MOST_LINES)
        .for_each(|line| say!("{line}"));
    if lines.len() > MOST_LINES {
        say!("    … {} more lines", lines.len() - MOST_LINES);
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
