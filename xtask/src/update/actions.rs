//! The overlays' actions and a new document.
//!
//! In: the document, the one before it, and the overlays. Out: the overlays that fit, and which actions are void or no
//! longer needed, each with its lines. What always holds: an action is taken out of an overlay only if that changes nothing
//! else, and only if somebody asked for it.

use std::ops::RangeInclusive;

use form_codegen::diagnostic::{Diagnostic, Location, Place, Report};
use form_codegen::source::{Outcome, SourceText, Survey, SurveyedAction, survey};

use super::lines;
use crate::color::Color;
use crate::input::InputFile;

/// What is wrong with an action that does nothing, so that nothing is lost without it.
const VOID: [&str; 2] = ["overlay-no-match", "overlay-creates-nothing"];

/// What is wrong with a part of an action: it speaks of what the document does not have.
const BASELESS: &str = "overlay-creation";

/// Why such a part can go.
pub const BASELESS_WHY: &str = "describes what the document does not have";

/// An action that can go, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The overlay: an index into those that there are.
    pub overlay: usize,
    /// The overlay's name.
    pub name: String,
    /// The lines, from 1.
    pub lines: RangeInclusive<usize>,
    /// Whether nothing else stands on these lines.
    pub is_alone: bool,
    /// Whether it is all of an action.
    pub is_whole: bool,
    /// What it selects, or the member of what is added to that.
    pub target: String,
    /// Why it can go.
    pub why: &'static str,
}

/// Overlays, and what of them can go, or went.
#[derive(Debug)]
pub struct Settled {
    /// The overlays, with blank lines for what can go, or went: places in them are those in the files. One of which nothing
    /// is left is not among them.
    pub overlays: Vec<InputFile>,
    /// The actions that can go, or went.
    pub gone: Vec<Gone>,
    /// Why nothing may be written: what does not fit and stays, for people. All else can be looked at.
    pub refusal: Option<String>,
    /// The code and the place of each error that it shows.
    pub told: Vec<(&'static str, Location)>,
}

/// Overlays of which something was taken out.
struct TakenOut {
    /// With blank lines for it.
    left: Vec<InputFile>,
    gone: Vec<Gone>,
    /// What those that are left do.
    found: Survey,
}

/// Looks which actions a new document leaves something to do, and takes out the others. Unless `drop` says so, that is
/// only to look at what comes of it, if one of them does not fit.
///
/// # Errors
///
/// If the texts can't be read.
pub fn settle(
    (before, document): (&InputFile, &InputFile),
    overlays: Vec<InputFile>,
    drop: bool,
    color: Color,
) -> Result<Settled, String> {
    let print = |report: &Report| color.show(report);
    let look = |document: &InputFile, overlays: &[InputFile]| -> Result<Survey, String> {
        let sources: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
        survey(document.source(), &sources).map_err(|report| print(&report))
    };
    let former = look(before, &overlays)?;
    let found = look(document, &overlays)?;
    let gone = can_go(&found, &overlays, Some(&former));
    let fits = !found.actions.iter().any(is_wrong);
    if fits && (gone.is_empty() || !drop) {
        return Ok(Settled {
            overlays,
            gone,
            refusal: None,
            told: Vec::new(),
        });
    }
    let by_hand = keeps(&found);
    let first = found.report();
    let refused = |report: &Report, gone: &[Gone], by_hand: bool| {
        (
            Some(refusal(&print(report), gone, by_hand, drop)),
            told(report),
        )
    };
    let taken_out = take_out(&overlays, found, &gone, |left| look(document, left));
    let (overlays, gone, (refusal, told)) = match taken_out {
        Ok(taken) if drop && !by_hand => {
            let why = match keeps(&taken.found) {
                true => refused(&taken.found.report(), &taken.gone, true),
                false => (None, Vec::new()),
            };
            (taken.left, taken.gone, why)
        }
        Ok(taken) => {
            let why = refused(&first, &gone, by_hand);
            (taken.left, gone, why)
        }
        Err(why) if drop && !by_hand => (overlays, gone, (Some(why), Vec::new())),
        Err(_) => {
            let why = refused(&first, &gone, by_hand);
            (overlays, gone, why)
        }
    };
    Ok(Settled {
        overlays,
        gone,
        refusal,
        told,
    })
}

fn told(report: &Report) -> Vec<(&'static str, Location)> {
    let located = report.located();
    located
        .map(|(one, location)| (one.code, location))
        .collect()
}

/// Takes out what can go, and what can go once that is out: it may have been all that another action had something to do
/// for.
fn take_out(
    overlays: &[InputFile],
    mut found: Survey,
    gone: &[Gone],
    look: impl Fn(&[InputFile]) -> Result<Survey, String>,
) -> Result<TakenOut, String> {
    let (mut left, mut last) = (overlays.to_vec(), gone.to_vec());
    let mut gone = Vec::new();
    while !last.is_empty() {
        let whole = last.iter().filter(|gone| gone.is_whole).count();
        let expected = found.actions.len() - whole;
        left = lines::blanked(&left, &found, &last)?;
        found = look(&left)?;
        if found.actions.len() != expected {
            return Err("error: these lines can't be taken out: do it by hand".to_owned());
        }
        gone.append(&mut last);
        last = can_go(&found, &left, None);
    }
    Ok(TakenOut { left, gone, found })
}

/// Whether an action does not fit and has to stay.
fn keeps(found: &Survey) -> bool {
    let mut wrong = found.actions.iter().filter(|action| is_wrong(action));
    wrong.any(|action| parts(found, action).is_none())
}

fn is_wrong(action: &SurveyedAction) -> bool {
    matches!(action.outcome, Outcome::Failed(_))
}

/// What of an action that does not fit can go: all of it, or parts; `None` if something has to stay and be corrected.
fn parts<'a>(
    found: &'a Survey,
    action: &'a SurveyedAction,
) -> Option<Vec<(&'a Place, &'static str)>> {
    let Outcome::Failed(wrong) = &action.outcome else {
        return Some(Vec::new());
    };
    if wrong.iter().all(|wrong| VOID.contains(&wrong.code)) {
        return Some(vec![(&action.place, "no longer applies")]);
    }
    let part = |wrong: &'a Diagnostic| {
        let is_part = wrong.code == BASELESS && found.own_lines(&wrong.place).is_some();
        is_part.then_some((&wrong.place, BASELESS_WHY))
    };
    wrong.iter().map(part).collect()
}

/// The actions that can go. One that may match nothing can only if it did something to the former document.
fn can_go(found: &Survey, overlays: &[InputFile], former: Option<&Survey>) -> Vec<Gone> {
    let mut gone = Vec::new();
    for (number, action) in found.actions.iter().enumerate() {
        let before = former.and_then(|former| former.actions.get(number));
        let did = before.is_some_and(|before| before.outcome == Outcome::Changed);
        let parts = match &action.outcome {
            Outcome::Changed => Vec::new(),
            Outcome::Unchanged if action.optional && !did => Vec::new(),
            Outcome::Unchanged => vec![(&action.place, "no longer needed")],
            Outcome::Failed(_) => parts(found, action).unwrap_or_default(),
        };
        for (place, why) in parts {
            let own = found.own_lines(place);
            let is_whole = *place == action.place;
            let member = match place {
                Place::File(_, pointer) if !is_whole => pointer.tokens().last(),
                _ => None,
            };
            gone.push(Gone {
                overlay: action.overlay,
                name: overlays
                    .get(action.overlay)
                    .map_or_else(String::new, |file| file.name.clone()),
                is_alone: own.is_some(),
                lines: own.unwrap_or_else(|| action.lines.clone()),
                is_whole,
                target: member.unwrap_or_else(|| action.target.clone()),
                why,
            });
        }
    }
    gone
}

fn refusal(report: &str, gone: &[Gone], by_hand: bool, drop: bool) -> String {
    let mut lines = vec![report.trim_end().to_owned()];
    lines.extend(gone.iter().map(Gone::line));
    lines.push("error: overlays do not fit the new document; nothing was changed".to_owned());
    if by_hand {
        lines.push(
            "  = help: correct the actions that the errors name, and run this again".to_owned(),
        );
    }
    if !gone.is_empty() && drop {
        lines.push(
            "  = help: `--drop` takes out the lines named above once the rest is corrected"
                .to_owned(),
        );
    } else if !gone.is_empty() {
        lines.push("  = help: delete these lines, or let `--drop` do it; where the vendor moved something, correct the \
                    target instead".to_owned());
    }
    lines.join("\n")
}

impl Gone {
    /// For people.
    pub fn line(&self) -> String {
        let Self {
            name, target, why, ..
        } = self;
        let (first, last) = (self.lines.start(), self.lines.end());
        match first == last {
            true => format!("{why}: {name}:{first} ({target})"),
            false => format!("{why}: {name}:{first}-{last} ({target})"),
        }
    }
}
