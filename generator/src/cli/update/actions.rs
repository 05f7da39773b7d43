//! The overlays' actions and a new document.
//!
//! In: the document, the one before it, and the overlays. Out: the overlays that fit, and which actions are void or no
//! longer needed, each with its lines. What always holds: an action is taken out of an overlay only if that changes nothing
//! else, and only if somebody asked for it.

use std::collections::BTreeMap;

use crate::diagnostic::{Location, Place, Report};
use crate::source::{OVERLAY_CREATION, Outcome, SourceText, Survey, SurveyedAction, survey};

use super::gone::{BASELESS_WHY, Gone, GonePart};
use super::lines;
use crate::cli::color::Color;
use crate::cli::input::InputFile;

/// What is wrong with an action that does nothing, so that nothing is lost without it.
const VOID: [&str; 2] = ["overlay-no-match", "overlay-creates-nothing"];

/// What is wrong with a target of which some selectors select nothing.
const PARTIAL: &str = "overlay-partial-match";

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
    let look = |document: &InputFile, overlays: &[InputFile]| -> Result<Survey, String> {
        let sources: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
        survey(document.source(), &sources).map_err(|report| color.show(&report))
    };
    let former = look(before, &overlays)?;
    let found = look(document, &overlays)?;
    let moved = found.moved_since(&former);
    let gone = can_go(&found, &overlays, Some(&former), &moved);
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
    let stays = by_hand || gone.iter().any(|gone| gone.instead.is_some());
    let first = found.report();
    let refused = |report: &Report, gone: &[Gone], by_hand: bool| {
        (
            Some(refusal(&color.show(report), gone, by_hand, drop)),
            told(report),
        )
    };
    let taken_out = take_out(&overlays, found, (&gone, &moved), |left| {
        look(document, left)
    });
    let (overlays, gone, (refusal, told)) = match taken_out {
        Ok(taken) if drop && !stays => {
            let why = match keeps(&taken.found) {
                true => refused(&taken.found.report(), &taken.gone, true),
                false => (None, Vec::new()),
            };
            (taken.left, taken.gone, why)
        }
        Ok(taken) => {
            let why = refused(&first, &taken.gone, by_hand);
            (taken.left, taken.gone, why)
        }
        Err(why) if drop && !stays => (overlays, gone, (Some(why), Vec::new())),
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
    (gone, moved): (&[Gone], &[(String, String)]),
    look: impl Fn(&[InputFile]) -> Result<Survey, String>,
) -> Result<TakenOut, String> {
    let (mut left, mut last) = (overlays.to_vec(), gone.to_vec());
    let mut gone = Vec::new();
    while !last.is_empty() {
        let expected = targets(&found, &last, &left);
        left = lines::blanked(&left, &found, &last)?;
        found = look(&left)?;
        if targets(&found, &[], &left) != expected {
            return Err("error: these lines can't be taken out: do it by hand".to_owned());
        }
        gone.append(&mut last);
        last = can_go(&found, &left, None, moved);
    }
    Ok(TakenOut { left, gone, found })
}

/// What the actions select that stay, each by its overlay and where it stands there.
fn targets(
    found: &Survey,
    gone: &[Gone],
    overlays: &[InputFile],
) -> BTreeMap<(String, usize), String> {
    let mut targets = BTreeMap::new();
    for action in &found.actions {
        let here =
            |gone: &&Gone| gone.overlay == action.overlay && gone.action == Some(action.index);
        let parts: Vec<GonePart> = gone.iter().filter(here).map(|gone| gone.part).collect();
        let name = overlays.get(action.overlay);
        if parts.contains(&GonePart::Whole) || lines::is_taken_out(action) {
            continue;
        }
        let target = match parts.contains(&GonePart::Selector) {
            true => action.narrowed.clone(),
            false => action.target.clone(),
        };
        let name = name.map_or_else(String::new, |file| file.name.clone());
        // Blanks between selectors mean nothing.
        let target = target.split_whitespace().collect();
        targets.insert((name, action.index), target);
    }
    targets
}

/// Whether an action does not fit and has to stay.
fn keeps(found: &Survey) -> bool {
    let mut wrong = found.actions.iter().filter(|action| is_wrong(action));
    wrong.any(|action| parts(found, action).is_none())
}

fn is_wrong(action: &SurveyedAction) -> bool {
    matches!(action.outcome, Outcome::Failed(_))
}

/// A part of an action that can go.
struct Removal {
    place: Place,
    part: GonePart,
    /// What it is called, if not by its place or the action's target.
    called: Option<String>,
    why: &'static str,
}

impl Removal {
    fn whole(action: &SurveyedAction, why: &'static str) -> Self {
        Self {
            place: action.place.clone(),
            part: GonePart::Whole,
            called: None,
            why,
        }
    }
}

/// What of an action that does not fit can go: all of it, or parts; `None` if something has to stay and be corrected.
fn parts(found: &Survey, action: &SurveyedAction) -> Option<Vec<Removal>> {
    let Outcome::Failed(wrong) = &action.outcome else {
        return Some(Vec::new());
    };
    if wrong.iter().all(|wrong| VOID.contains(&wrong.code)) {
        return Some(vec![Removal::whole(action, "no longer applies")]);
    }
    let mut parts = Vec::new();
    for wrong in wrong {
        found.own_lines(&wrong.place)?;
        let removal = |part, called| Removal {
            place: wrong.place.clone(),
            part,
            called,
            why: BASELESS_WHY,
        };
        match wrong.code {
            // It speaks of what the document does not have.
            OVERLAY_CREATION => parts.push(removal(GonePart::Member, None)),
            PARTIAL => {
                let idle = action.idle.iter().cloned();
                parts.extend(idle.map(|idle| removal(GonePart::Selector, Some(idle))));
            }
            _ => return None,
        }
    }
    Some(parts)
}

/// The actions that can go. One that may match nothing can only if it did something to the former document.
fn can_go(
    found: &Survey,
    overlays: &[InputFile],
    former: Option<&Survey>,
    moved: &[(String, String)],
) -> Vec<Gone> {
    let mut gone = Vec::new();
    for (number, action) in found.actions.iter().enumerate() {
        let before = former.and_then(|former| former.actions.get(number));
        let did = before.is_some_and(|before| before.outcome == Outcome::Changed);
        let parts = match &action.outcome {
            Outcome::Changed => Vec::new(),
            Outcome::Unchanged if action.optional && !did => Vec::new(),
            Outcome::Unchanged => vec![Removal::whole(action, "no longer needed")],
            Outcome::Failed(_) => parts(found, action).unwrap_or_default(),
        };
        for removal in parts {
            let own = found.own_lines(&removal.place);
            let member = match (&removal.place, removal.part) {
                (Place::File(_, pointer), GonePart::Member) => pointer.tokens().last(),
                _ => removal.called,
            };
            let target = member.unwrap_or_else(|| action.target.clone());
            let name = overlays.get(action.overlay);
            gone.push(Gone {
                overlay: action.overlay,
                action: Some(action.index),
                name: name.map_or_else(String::new, |file| file.name.clone()),
                is_alone: own.is_some(),
                lines: own.unwrap_or_else(|| action.lines.clone()),
                part: removal.part,
                instead: instead(&target, moved),
                target,
                why: removal.why,
            });
        }
    }
    gone
}

/// What selects the same at the place to which the vendor moved it; `None` of what was not moved.
fn instead(target: &str, moved: &[(String, String)]) -> Option<String> {
    let quoted = |path: &str| ["'", "\""].map(|quote| format!("{quote}{path}{quote}"));
    let anew = moved.iter().fold(target.to_owned(), |target, (from, to)| {
        let pairs = quoted(from).into_iter().zip(quoted(to));
        pairs.fold(target, |target, (from, to)| target.replace(&from, &to))
    });
    (anew != target).then_some(anew)
}

fn refusal(report: &str, gone: &[Gone], by_hand: bool, drop: bool) -> String {
    let mut lines = vec![report.trim_end().to_owned()];
    lines.extend(gone.iter().map(Gone::line));
    lines.push("error: overlays do not fit the new document; nothing was changed".to_owned());
    let is_moved = |gone: &&Gone| gone.instead.is_some();
    let moved = gone.iter().filter(is_moved).count();
    if moved > 0 {
        lines.push(
            "  = help: the vendor moved what these select: write what is said there, and run this again"
                .to_owned(),
        );
    }
    if by_hand {
        lines.push(
            "  = help: correct the actions that the errors name, and run this again".to_owned(),
        );
    }
    if gone.len() == moved {
        // There is nothing to delete.
    } else if drop {
        lines.push(
            "  = help: `--drop` takes out the other lines named above once the rest is corrected"
                .to_owned(),
        );
    } else {
        lines.push("  = help: delete the lines of what is gone, or let `--drop` do it; where the vendor moved something, correct the \
                    target instead".to_owned());
    }
    lines.join("\n")
}
