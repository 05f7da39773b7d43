//! The file of changes that somebody has allowed.
//!
//! In: YAML or JSON, a report and the day. Out: the report with what is allowed marked so, and everything that is wrong with the
//! file. What always holds: nobody allows for ever; an entry that has run out, or that no change needs, is an error at its
//! place; an entry that is at fault allows nothing.
//!
//! ```yaml
//! allow:
//!   - id: field-removed                # a kind of change
//!     place: DisputeEvidence.receipt   # as spec-diff shows it; without it, every change of the kind
//!     reason: Stripe never sent it.
//!     until: 2027-03-31                # the last day
//! ```

use serde_json::{Map, Value};

use super::date::CalendarDate;
use super::report::{Allowance, ChangeReport};
use crate::diagnostic::{Diagnostic, Place, Report, did_you_mean};
use crate::diff::{Change, ChangeId};
use crate::place::Pointer;
use crate::source::{PlainText, SourceText};

const MEMBERS: [&str; 4] = ["id", "place", "reason", "until"];

/// What somebody has allowed.
#[derive(Clone, Debug)]
pub struct AllowFile {
    text: PlainText,
    entries: Vec<AllowEntry>,
}

#[derive(Clone, Debug)]
struct AllowEntry {
    id: ChangeId,
    place: Option<String>,
    reason: String,
    until: CalendarDate,
    pointer: Pointer,
}

impl AllowFile {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it but what only a comparison can tell.
    pub fn read(source: SourceText<'_>) -> Result<Self, Report> {
        let text = PlainText::read(source)?;
        let mut found = Vec::new();
        let entries = entries(text.value(), &mut found);
        match found.is_empty() {
            true => Ok(Self { text, entries }),
            false => Err(text.report(found)),
        }
    }

    /// Marks the changes that are allowed on a day. What comes out is what is wrong with the file: entries that have run out, and
    /// entries that no change needs.
    #[must_use]
    pub fn apply(&self, report: &mut ChangeReport, today: CalendarDate) -> Report {
        let mut found = Vec::new();
        for entry in &self.entries {
            let place = Place::File(0, entry.pointer.clone());
            if entry.until < today {
                let message = format!("allowing `{}` has run out", entry.id);
                let wrong = Diagnostic::error("allowance-expired", place, message)
                    .label(format!("until {}, and today is {today}", entry.until))
                    .help("delete the entry, or say until when the change is allowed now");
                found.push(wrong);
            } else if !report.entries().iter().any(|one| entry.is_for(&one.change)) {
                let message = match &entry.place {
                    Some(place) => format!("there is no `{}` of `{place}`", entry.id),
                    None => format!("there is no `{}`", entry.id),
                };
                let wrong = Diagnostic::error("allowance-unused", place, message)
                    .label("allows nothing")
                    .help(help(report, entry));
                found.push(wrong);
            }
        }
        report.allow(|change| {
            let mut valid = self.entries.iter().filter(|entry| entry.until >= today);
            let entry = valid.find(|entry| entry.is_for(change))?;
            Some(Allowance {
                reason: entry.reason.clone(),
                until: entry.until,
                at: self.text.locate(&entry.pointer),
            })
        });
        self.text.report(found)
    }
}

impl AllowEntry {
    fn is_for(&self, change: &Change) -> bool {
        let is_there = |place: &String| *place == change.place;
        self.id == change.id && self.place.as_ref().is_none_or(is_there)
    }
}

/// What to do about an entry that no change needs.
fn help(report: &ChangeReport, entry: &AllowEntry) -> String {
    let of_kind = report
        .entries()
        .iter()
        .filter(|one| one.change.id == entry.id);
    let place = entry.place.as_deref().unwrap_or_default();
    let meant = did_you_mean(place, of_kind.map(|one| one.change.place.as_str()));
    format!("{meant}delete the entry if the change is no longer among those that are compared")
}

fn entries(value: &Value, found: &mut Vec<Diagnostic>) -> Vec<AllowEntry> {
    let root = Pointer::root();
    let members = value.as_object();
    for name in members.into_iter().flat_map(Map::keys) {
        if name != "allow" {
            found.push(unknown(root.child(name), name, &["allow"]));
        }
    }
    let place = root.child("allow");
    let list = members.and_then(|members| members.get("allow"));
    let Some(list) = list.and_then(Value::as_array) else {
        let wrong = Diagnostic::error(
            "allowance-invalid",
            Place::File(0, place),
            "`allow` is no list, or not there",
        );
        found.push(wrong.help("write a list of entries with `id`, `place`, `reason` and `until`"));
        return Vec::new();
    };
    let entries = list.iter().enumerate().filter_map(|(index, value)| {
        let mut reader = EntryReader {
            pointer: place.child(index),
            members: value.as_object(),
            found,
        };
        reader.entry()
    });
    let entries: Vec<AllowEntry> = entries.collect();
    repeated(&entries, found);
    entries
}

fn unknown(pointer: Pointer, name: &str, known: &[&str]) -> Diagnostic {
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let meant = did_you_mean(name, known.iter().copied());
    let message = format!("nobody reads `{name}`");
    Diagnostic::error("allowance-invalid", Place::File(0, pointer), message)
        .help(format!("{meant}what is read is {}", names.join(", ")))
}

/// Says which entries are there twice.
fn repeated(entries: &[AllowEntry], found: &mut Vec<Diagnostic>) {
    for (index, entry) in entries.iter().enumerate() {
        let mut earlier = entries.iter().take(index);
        if earlier.any(|other| (other.id, &other.place) == (entry.id, &entry.place)) {
            let place = Place::File(0, entry.pointer.clone());
            let message = format!("`{}` is allowed twice for the same place", entry.id);
            let wrong = Diagnostic::error("allowance-invalid", place, message);
            found.push(wrong.help("delete one of the entries"));
        }
    }
}

/// Reads one entry.
struct EntryReader<'a, 'f> {
    pointer: Pointer,
    members: Option<&'a Map<String, Value>>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'a> EntryReader<'a, '_> {
    fn entry(&mut self) -> Option<AllowEntry> {
        let Some(members) = self.members else {
            self.wrong(
                None,
                "an entry is an object",
                "write `id`, `reason` and `until` in it",
            );
            return None;
        };
        for name in members
            .keys()
            .filter(|name| !MEMBERS.contains(&name.as_str()))
        {
            self.found
                .push(unknown(self.pointer.child(name), name, &MEMBERS));
        }
        let (id, reason, until) = (self.id(), self.reason(), self.until());
        let place = match members.contains_key("place") {
            true => Some(self.text(
                "place",
                "write the place as spec-diff shows it, or leave it out",
            )?),
            false => None,
        };
        Some(AllowEntry {
            id: id?,
            place: place.map(str::to_owned),
            reason: reason?.to_owned(),
            until: until?,
            pointer: self.pointer.clone(),
        })
    }

    fn id(&mut self) -> Option<ChangeId> {
        let name = self.text("id", "write the kind of change, such as `field-removed`")?;
        let found = ChangeId::ALL.iter().find(|id| id.as_str() == name);
        if found.is_none() {
            let meant = did_you_mean(name, ChangeId::ALL.iter().map(|id| id.as_str()));
            let help = format!("{meant}write an id that spec-diff shows");
            self.wrong(Some("id"), &format!("there is no change `{name}`"), &help);
        }
        found.copied()
    }

    fn reason(&mut self) -> Option<&'a str> {
        let help = "say why users of the crate can live with the change";
        let reason = self.text("reason", help)?;
        if reason.trim().is_empty() {
            self.wrong(Some("reason"), "there is no reason", help);
            return None;
        }
        Some(reason)
    }

    fn until(&mut self) -> Option<CalendarDate> {
        let help = "write the last day on which the change is allowed, such as `2027-03-31`";
        let text = self.text("until", help)?;
        let day = CalendarDate::parse(text);
        if day.is_none() {
            self.wrong(Some("until"), &format!("`{text}` is no day"), help);
        }
        day
    }

    fn text(&mut self, name: &str, help: &str) -> Option<&'a str> {
        match self.members.and_then(|members| members.get(name)) {
            None => {
                self.wrong(None, &format!("the entry has no `{name}`"), help);
                None
            }
            Some(Value::String(text)) => Some(text),
            Some(_) => {
                self.wrong(Some(name), &format!("`{name}` is no text"), help);
                None
            }
        }
    }

    /// Says what is wrong with the entry or with a member of it.
    fn wrong(&mut self, member: Option<&str>, message: &str, help: &str) {
        let pointer = match member {
            Some(member) => self.pointer.child(member),
            None => self.pointer.clone(),
        };
        let wrong = Diagnostic::error("allowance-invalid", Place::File(0, pointer), message);
        self.found.push(wrong.help(help));
    }
}
