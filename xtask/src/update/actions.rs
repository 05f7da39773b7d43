//! The overlays' actions and a new document.
//!
//! In: the document, the one before it, and the overlays. Out: the overlays that fit, and which actions are void or no
//! longer needed, each with its lines. What always holds: an action is taken out of an overlay only if that changes nothing
//! else, and only if somebody asked for it.

use form_codegen::diagnostic::Report;
use form_codegen::source::{Outcome, SourceText, Survey, SurveyedAction, survey};

use super::lines;
use crate::color::Color;
use crate::input::InputFile;

/// What is wrong with an action that does nothing, so that nothing is lost without it.
const VOID: [&str; 2] = ["overlay-no-match", "overlay-creates-nothing"];

/// An action that can go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The overlay, with the lines: `spec/overlays/10-corrections.yaml:8-12`.
    pub place: String,
    /// What it selects.
    pub target: String,
    /// Why it can go.
    pub why: &'static str,
}

/// Overlays, and what of them can go, or went.
#[derive(Debug)]
pub struct Settled {
    /// The overlays. One of which nothing is left is not among them.
    pub overlays: Vec<InputFile>,
    /// The actions that can go, or went.
    pub gone: Vec<Gone>,
}

/// Looks which actions a new document leaves something to do, and takes out the others if `drop` says so.
///
/// # Errors
///
/// If an action does not fit and is to stay, or can't be taken out.
pub fn settle(
    (before, document): (&InputFile, &InputFile),
    overlays: Vec<InputFile>,
    drop: bool,
    color: Color,
) -> Result<Settled, String> {
    let print = |report: &Report| match color.on_stderr() {
        true => report.to_ansi(),
        false => report.to_string(),
    };
    let look = |document: &InputFile, overlays: &[InputFile]| -> Result<Survey, String> {
        let sources: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
        survey(document.source(), &sources).map_err(|report| print(&report))
    };
    let former = look(before, &overlays)?;
    let mut found = look(document, &overlays)?;
    let mut gone = can_go(&found, &overlays, Some(&former));
    let mut settled = overlays;
    let keeps = |found: &Survey| {
        found
            .actions
            .iter()
            .any(|action| !is_void(action) && is_wrong(action))
    };
    let fits = |found: &Survey| !found.actions.iter().any(is_wrong);
    if fits(&found) && (gone.is_empty() || !drop) {
        let overlays = settled;
        return Ok(Settled { overlays, gone });
    }
    if keeps(&found) || !drop {
        return Err(refusal(&print(&found.report()), &gone, keeps(&found)));
    }
    let mut last = gone.clone();
    // What is taken out may have been all that another one had something to do for.
    while !last.is_empty() {
        let expected = found.actions.len() - last.len();
        settled = lines::without(&settled, &found, &last)?;
        found = look(document, &settled)?;
        if found.actions.len() != expected {
            return Err(
                "error: the actions can't be taken out as lines: take them out by hand".to_owned(),
            );
        }
        if keeps(&found) {
            return Err(refusal(&print(&found.report()), &gone, true));
        }
        last = can_go(&found, &settled, None);
        gone.extend(last.iter().cloned());
    }
    Ok(Settled {
        overlays: settled,
        gone,
    })
}

fn is_wrong(action: &SurveyedAction) -> bool {
    matches!(action.outcome, Outcome::Failed(_))
}

fn is_void(action: &SurveyedAction) -> bool {
    match &action.outcome {
        Outcome::Failed(wrong) => wrong.iter().all(|wrong| VOID.contains(&wrong.code)),
        Outcome::Changed | Outcome::Unchanged => false,
    }
}

/// The actions that can go. One that may match nothing can only if it did something to the former document.
fn can_go(found: &Survey, overlays: &[InputFile], former: Option<&Survey>) -> Vec<Gone> {
    let actions = found.actions.iter().enumerate();
    let gone = actions.filter_map(|(number, action)| {
        let why = match &action.outcome {
            Outcome::Failed(_) if is_void(action) => "no longer applies",
            Outcome::Unchanged => {
                let before = former.and_then(|former| former.actions.get(number));
                let did = before.is_some_and(|before| before.outcome == Outcome::Changed);
                if action.optional && !did {
                    return None;
                }
                "no longer needed"
            }
            Outcome::Changed | Outcome::Failed(_) => return None,
        };
        Some(Gone {
            place: place(action, overlays),
            target: action.target.clone(),
            why,
        })
    });
    gone.collect()
}

/// Where an action stands.
pub fn place(action: &SurveyedAction, overlays: &[InputFile]) -> String {
    let (first, last) = (action.lines.start(), action.lines.end());
    let name = overlays.get(action.overlay).map_or("", |file| &file.name);
    match first == last {
        true => format!("{name}:{first}"),
        false => format!("{name}:{first}-{last}"),
    }
}

fn refusal(report: &str, gone: &[Gone], by_hand: bool) -> String {
    let mut lines = vec![report.trim_end().to_owned()];
    lines.extend(gone.iter().map(Gone::line));
    lines.push("error: overlays do not fit the new document; nothing was changed".to_owned());
    if by_hand {
        lines.push(
            "  = help: correct the actions that the errors name, and run this again".to_owned(),
        );
    }
    if !gone.is_empty() {
        lines.push("  = help: delete these lines, or let `--drop` do it; where the vendor moved something, correct the \
                    target instead".to_owned());
    }
    lines.join("\n")
}

impl Gone {
    /// For people.
    pub fn line(&self) -> String {
        format!("{}: {} ({})", self.why, self.place, self.target)
    }
}
