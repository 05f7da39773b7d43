//! Words for what every format says, and escapes for where they go.
//!
//! In: a change, or text of a document. Out: one line. What always holds: no control character of a document comes out, so that none
//! steers a terminal, ends a line or begins a command of CI.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{ChangeEntry, ChangeReport, ComparedSide};
use crate::diagnostic::visible;
use crate::diff::{OnWire, Reached, Way};

/// The longest text of a document that is shown, in characters.
const LONGEST: usize = 120;

/// How many ways to a change, and operations that reach it, are named.
const NAMED: usize = 5;

/// Text of a document in one line: control characters are seen, and what is long is cut.
pub(super) fn line(text: &str) -> String {
    let shown = sentence(text);
    let length = shown.chars().count();
    if length <= LONGEST {
        return shown;
    }
    let cut: String = shown.chars().take(LONGEST).collect();
    format!("{cut}… ({length} characters)")
}

/// The same, whole: for sentences of this generator, which may quote a document. What a runner of CI would take for a command,
/// be it behind blanks (`::`) or within a line (`##[`), gets a backslash.
pub(super) fn sentence(text: &str) -> String {
    let shown = visible(text).replace('\n', "␊").replace("##[", "##\\[");
    match shown.trim_start().starts_with("::") {
        true => format!("\\{shown}"),
        false => shown,
    }
}

/// What a change is of, as `show` shows text of a document.
pub(super) fn place(entry: &ChangeEntry, show: impl Fn(&str) -> String) -> String {
    match entry.change.place.as_str() {
        "" => "the API".to_owned(),
        place => show(place),
    }
}

/// What was there and what is there now, as `show` shows text of a document; `None` if there is nothing to be shown.
pub(super) fn values(entry: &ChangeEntry, show: impl Fn(&str) -> String) -> Option<String> {
    match (&entry.change.before, &entry.change.after) {
        (Some(before), Some(after)) => Some(format!("{} -> {}", show(before), show(after))),
        (Some(before), None) => Some(format!("was {}", show(before))),
        (None, Some(after)) => Some(format!("now {}", show(after))),
        (None, None) => None,
    }
}

/// By which ways a change is reached, as `show` shows text of a document; `None` if nothing reaches it. Whose ways these are stands
/// over it.
pub(super) fn reach(entry: &ChangeEntry, show: impl Fn(&str) -> String) -> Option<String> {
    let mut ways: BTreeMap<(Way, &str), usize> = BTreeMap::new();
    for Reached { way, path, .. } in entry.change.reach.iter() {
        *ways.entry((*way, path)).or_default() += 1;
    }
    let mut ways: Vec<_> = ways.into_iter().collect();
    // The shortest ways are what people know.
    ways.sort_by_key(|((_, path), _)| path.matches('.').count());
    let mut named: Vec<String> = ways
        .iter()
        .take(NAMED)
        .map(|((way, path), count)| {
            let path = match *path {
                "" => String::new(),
                path => format!(" {}", show(path)),
            };
            match (*count, *way) {
                (1, way) => format!("{}{path}", way.as_str()),
                (count, Way::Event) => format!("event{path} of {count} events"),
                (count, way) => format!("{}{path} of {count} operations", way.as_str()),
            }
        })
        .collect();
    match ways.len() - named.len() {
        0 => {}
        more => named.push(format!("{more} more ways")),
    }
    (!named.is_empty()).then(|| named.join(", "))
}

/// The operations and events that reach a change; `None` if there are none.
pub(super) fn roots(entry: &ChangeEntry) -> Option<String> {
    let reach = entry.change.reach.iter();
    let roots: BTreeSet<&str> = reach.map(|reached| reached.root.as_str()).collect();
    let mut named: Vec<String> = roots.iter().take(NAMED).map(|root| line(root)).collect();
    match roots.len() - named.len() {
        0 => {}
        more => named.push(format!("{more} more")),
    }
    (!named.is_empty()).then(|| named.join(", "))
}

/// Where both documents have it, a line each.
pub(super) fn places(entry: &ChangeEntry) -> Vec<String> {
    let places = [("old", &entry.old), ("new", &entry.new)];
    let places = places.iter().filter_map(|(name, location)| {
        let location = location.as_ref()?;
        Some(format!("{name}: {}", sentence(&location.to_string())))
    });
    places.collect()
}

/// Both directions on the wire.
pub(super) fn wire(wire: OnWire) -> String {
    let OnWire {
        old_program,
        new_program,
    } = wire;
    format!(
        "{} for programs that run, {} for new programs before the API changes",
        old_program.as_str(),
        new_program.as_str()
    )
}

/// What was compared: the name, the document and its overlays.
pub(super) fn side(side: &ComparedSide) -> String {
    let document = side.path_of(&side.document);
    let mut overlays = overlays(side);
    if side.left_out > 0 {
        overlays += &format!(
            ", without {} that they say and that do not fit: what is told of these is not what they mean",
            match side.left_out {
                1 => "1 thing".to_owned(),
                count => format!("{count} things"),
            }
        );
    }
    sentence(&match side.name == document {
        true => format!("{document} with {overlays}"),
        false => format!("{}: {document} with {overlays}", side.name),
    })
}

fn overlays(side: &ComparedSide) -> String {
    let paths: Vec<&str> = side
        .overlays
        .iter()
        .map(|name| side.path_of(name))
        .collect();
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    match paths.as_slice() {
        [] => "no overlays".to_owned(),
        [_] | [_, _] | [_, _, _] => format!("the overlays {}", paths.join(", ")),
        [first, rest @ ..] => match folder(first) {
            Some(common)
                if rest
                    .iter()
                    .all(|path| folder(path).as_ref() == Some(&common)) =>
            {
                format!("the {} overlays in {common}/", paths.len())
            }
            _ => format!("the overlays {}", paths.join(", ")),
        },
    }
}

/// How many changes there are of which class, in words.
pub(super) fn summary(report: &ChangeReport) -> String {
    let entries = report.entries();
    if entries.is_empty() {
        return "nothing differs".to_owned();
    }
    let count = |is: &dyn Fn(&ChangeEntry) -> bool| entries.iter().filter(|one| is(one)).count();
    let of_wire = |name: &str| count(&|one| one.change.wire.old_program.as_str() == name);
    let of_rust = |name: &str| count(&|one| one.change.rust.as_str() == name);
    let plural = if entries.len() == 1 { "" } else { "s" };
    let mut text = format!(
        "{} change{plural}; wire: {} breaking, {} to be reviewed; Rust: {} major, {} minor, {} patch",
        entries.len(),
        of_wire("breaking"),
        of_wire("review"),
        of_rust("major"),
        of_rust("minor"),
        of_rust("patch"),
    );
    match count(&|one| one.allowed.is_some()) {
        0 => {}
        allowed => text += &format!("; {allowed} allowed"),
    }
    match count(&|one| one.fails) {
        0 => {}
        failing => text += &format!("; {failing} for which the run fails"),
    }
    text
}

impl ChangeReport {
    /// One line for a label: the worst on each axis, in the order and the words of `--fail-on`, and how many changes there are.
    #[must_use]
    pub fn stat(&self) -> String {
        let in_part = match self.old.left_out + self.new.left_out {
            0 => String::new(),
            left_out => format!(" left-out={left_out}"),
        };
        if self.entries().is_empty() {
            return format!("no changes{in_part}");
        }
        let (wire, rust) = self.worst();
        let allowed = self.entries().iter().filter(|one| one.allowed.is_some());
        let allowed = match allowed.count() {
            0 => String::new(),
            allowed => format!(" allowed={allowed}"),
        };
        format!(
            "wire={} rollout={} rust={} changes={}{allowed}{in_part}",
            wire.as_str(),
            self.worst_rollout().as_str(),
            rust.as_str(),
            self.entries().len()
        )
    }
}
