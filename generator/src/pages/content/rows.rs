//! Parameters and members, down to the last.
//!
//! In: a field with its key on the wire. Out: a [`PageRow`] with all that is in it. What always holds: a row names the whole key; what holds itself ends
//! in a link or a word instead of going on for ever; rows that would make a page too long are on the page of their type, or it is said that they are missing.

use crate::api::{
    Additional, Encoding, Field, InputLocation, Operation, Type, TypeId, TypeKind, Wrapper,
};
use crate::sentences::{self, Parts};

use super::{PageContent, words};
use crate::pages::page::{PageRow, RowMark};
use crate::pages::places::Anchors;

/// How much may be said of the rows of one part of a page, in bytes of what is printed, roughly: more is not read by anybody. What is then not shown
/// has a page of its own, or a row says that it is left out.
const MOST: usize = 80_000;

/// How much may be said of the members of an answer's members, counted likewise.
const UNFOLDED: usize = 36_000;

/// The anchors of sections of pages that have rows.
const SECTIONS: &[&str] = &[
    "about",
    "body",
    "calls",
    "cookies",
    "errors",
    "events",
    "example",
    "expanding",
    "headers",
    "members",
    "pages",
    "path",
    "query",
    "request",
    "response",
    "see",
];

/// The most levels of rows in rows.
const DEEPEST: usize = 8;

/// How keys of what is inside of a value are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// `key[member]`, `key[0]`: forms and queries.
    Brackets,
    /// `member.member`: JSON.
    Path,
}

/// Makes the rows of a page.
pub struct Rows<'c, 'a> {
    content: &'c PageContent<'a>,
    anchors: Anchors,
    /// What anchors begin with.
    before: &'static str,
    left: usize,
    /// How much may be said of members of what is read that has a page of its own.
    spare: usize,
    /// The types that the row at hand is in.
    within: Vec<TypeId>,
}

impl<'c, 'a> Rows<'c, 'a> {
    /// None yet.
    pub fn new(content: &'c PageContent<'a>) -> Self {
        Self {
            content,
            anchors: Anchors::without(SECTIONS),
            before: "",
            left: MOST,
            spare: 0,
            within: Vec::new(),
        }
    }

    /// Lets anchors from here on begin so.
    pub fn prefix(&mut self, before: &'static str) {
        self.before = before;
    }

    /// Lets what is read be shown with what is in it, as long as that is little; what has no room is on the pages of its types.
    pub fn unfold(&mut self) {
        self.spare = UNFOLDED;
    }

    fn anchor(&mut self, name: &str) -> String {
        self.anchors.of(&format!("{}{name}", self.before))
    }

    /// The parameters of an operation that go to a place.
    pub fn of_inputs(&mut self, operation: &Operation, location: InputLocation) -> Vec<PageRow> {
        let inputs = operation.inputs.iter();
        let inputs = inputs.filter(|input| input.location == location);
        let in_form = match location {
            InputLocation::Body => operation.body.has_pairs(),
            InputLocation::Path
            | InputLocation::Query
            | InputLocation::Header
            | InputLocation::Cookie => true,
        };
        let mut rows = Vec::new();
        for input in inputs {
            let field = &input.field;
            let keys = match (in_form, field.encoding) {
                (false, _) | (_, Encoding::Json) => Keys::Path,
                (true, _) => Keys::Brackets,
            };
            if field.wire.is_empty() || field.encoding == Encoding::Spread {
                // The body itself, or a value of which each member stands for itself.
                rows.extend(self.spread(field, keys));
                continue;
            }
            let mut row = self.of_field(field, &field.wire, keys, true);
            if location == InputLocation::Path && !row.marks.contains(&RowMark::Required) {
                row.marks.insert(0, RowMark::Required);
            }
            rows.push(row);
        }
        rows
    }

    fn spread(&mut self, field: &Field, keys: Keys) -> Vec<PageRow> {
        let inside = self.inside(&field.ty, "", keys, true);
        if !inside.is_empty() {
            return inside;
        }
        let name = match field.wire.as_str() {
            "" => "(body)",
            name => name,
        };
        vec![self.of_field(field, name, keys, true)]
    }

    /// The parameters of an operation, all of them, the inner ones behind those that they are in.
    pub fn of_all_inputs(&mut self, operation: &Operation) -> Vec<PageRow> {
        let places = [
            InputLocation::Path,
            InputLocation::Query,
            InputLocation::Header,
            InputLocation::Cookie,
            InputLocation::Body,
        ];
        let rows = places.map(|place| self.of_inputs(operation, place));
        let mut left: Vec<PageRow> = rows.into_iter().flatten().rev().collect();
        let mut all = Vec::new();
        while let Some(mut row) = left.pop() {
            left.extend(std::mem::take(&mut row.children).into_iter().rev());
            all.push(row);
        }
        all
    }

    /// The members of a page of a list.
    pub fn of_page(&mut self, ty: &Type) -> Vec<PageRow> {
        self.inside(ty, "", Keys::Path, false)
    }

    /// The members of an object that is read.
    pub fn of_object(&mut self, id: TypeId) -> Vec<PageRow> {
        self.of_type(id, "", Keys::Path, false)
    }

    /// The members of an object that is only sent.
    pub fn of_sent(&mut self, id: TypeId) -> Vec<PageRow> {
        self.of_type(id, "", Keys::Path, true)
    }

    fn of_type(&mut self, id: TypeId, before: &str, keys: Keys, sent: bool) -> Vec<PageRow> {
        let api = self.content.api;
        let Some(object) = api.get(id).and_then(|def| def.kind.as_struct()) else {
            return Vec::new();
        };
        self.within.push(id);
        let mut rows = Vec::new();
        for constant in &object.constants {
            let name = key(before, &constant.wire, keys);
            rows.push(PageRow {
                anchor: self.anchor(&name),
                name,
                kind: "string".to_owned(),
                facts: vec![format!("Always {}.", sentences::code(&constant.value))],
                ..PageRow::default()
            });
        }
        for field in &object.fields {
            let is_elsewhere = if sent {
                field.read_only
            } else {
                field.write_only
            };
            if !is_elsewhere {
                let name = key(before, &field.wire, keys);
                rows.push(self.of_field(field, &name, keys, sent));
            }
        }
        if let Additional::Kept { value, limits, .. } = &object.additional {
            let name = key(before, "…", keys);
            rows.push(PageRow {
                anchor: self.anchor(&name),
                name,
                kind: self.content.kind(value),
                link: self.content.link(value),
                text: vec!["Any other member.".to_owned()],
                facts: sentences::limits(limits, Parts::Others),
                ..PageRow::default()
            });
        }
        self.within.pop();
        rows
    }

    fn of_field(&mut self, field: &Field, name: &str, keys: Keys, sent: bool) -> PageRow {
        let api = self.content.api;
        let mut row = PageRow {
            anchor: self.anchor(name),
            name: name.to_owned(),
            kind: self.content.kind(&field.ty),
            link: self.content.link(&field.ty),
            marks: self.content.marks(field, sent),
            text: field.docs.lines.clone(),
            facts: self.content.facts(field, sent),
            values: self.content.values(&field.ty),
            children: Vec::new(),
        };
        self.left = self.left.saturating_sub(words::cost(&row));
        if self.within.len() > 1 {
            self.spare = self.spare.saturating_sub(words::cost(&row));
        }
        let has_page = words::object(api, &field.ty)
            .is_some_and(|(id, _)| self.content.places.of_type(id).is_some());
        // What is deeper in an answer is on the pages of its types.
        let room = match (sent, self.within.len()) {
            (true, _) => self.left,
            (false, 1) => self.spare,
            (false, _) => 0,
        };
        if has_page && room == 0 {
            return row;
        }
        row.children = self.inside(&field.ty, name, keys, sent);
        row
    }

    /// What is in a value: the members of an object, of the elements of a list, the bounds of a range, the entries of a map.
    fn inside(&mut self, ty: &Type, name: &str, keys: Keys, sent: bool) -> Vec<PageRow> {
        let api = self.content.api;
        let mut name = name.to_owned();
        let mut ty = api.resolve(ty);
        while let Some((wrapper, inner)) = ty.wrapped() {
            match wrapper {
                Wrapper::List => {
                    name.push_str(match keys {
                        Keys::Brackets => "[0]",
                        Keys::Path => "[]",
                    });
                }
                Wrapper::Map | Wrapper::Entries => {
                    name = key(&name, "{key}", keys);
                }
                Wrapper::Range => return self.bounds(inner, &name, keys),
                Wrapper::Page => return self.page(inner, &name, sent),
                Wrapper::Expandable if !sent => return Vec::new(),
                Wrapper::Clearable | Wrapper::Expandable | Wrapper::Nullable | Wrapper::Boxed => {}
            }
            ty = api.resolve(inner);
        }
        let id = match ty {
            Type::Named(id) => *id,
            Type::ClearableEntries => return vec![self.entry(&key(&name, "{key}", keys))],
            _ => return Vec::new(),
        };
        if self.within.len() >= DEEPEST || self.within.contains(&id) {
            return Vec::new();
        }
        if self.left == 0 {
            return vec![self.cut(&name)];
        }
        match api.get(id).map(|def| &def.kind) {
            Some(TypeKind::Struct(_)) => self.of_type(id, &name, keys, sent),
            Some(TypeKind::Union(union)) => {
                self.within.push(id);
                let variants = union.variants.iter();
                let rows = variants.flat_map(|variant| {
                    if !sent && self.content.link(&variant.ty).is_some() {
                        return Vec::new();
                    }
                    self.inside(&variant.ty, &name, keys, sent)
                });
                let rows = rows.collect();
                self.within.pop();
                rows
            }
            _ => Vec::new(),
        }
    }

    fn bounds(&mut self, inner: &Type, name: &str, keys: Keys) -> Vec<PageRow> {
        let api = self.content.api;
        let names = &api.conventions.range;
        let words = [
            "More than that.",
            "That or more.",
            "Less than that.",
            "That or less.",
        ];
        let rows = names.all().into_iter().zip(words);
        let rows = rows.map(|(bound, about)| {
            let name = key(name, bound, keys);
            PageRow {
                anchor: self.anchor(&name),
                name,
                kind: self.content.kind(inner),
                text: vec![about.to_owned()],
                ..PageRow::default()
            }
        });
        rows.collect()
    }

    fn page(&mut self, inner: &Type, name: &str, sent: bool) -> Vec<PageRow> {
        let content = self.content;
        let names = &content.api.conventions.page;
        let items = format!("list of: {}", content.kind(inner));
        let mut rows: Vec<PageRow> = [
            (&names.items, items.as_str(), "The items of this page."),
            (&names.more, "boolean", "Whether there are more pages."),
            (&names.url, "string", "The path of the list."),
        ]
        .into_iter()
        .map(|(wire, kind, about)| {
            let name = key(name, wire, Keys::Path);
            PageRow {
                anchor: self.anchor(&name),
                name,
                kind: kind.to_owned(),
                text: vec![about.to_owned()],
                ..PageRow::default()
            }
        })
        .collect();
        if let Some(items) = rows.first_mut() {
            items.link = content.link(inner);
        }
        let has_page = rows.first().is_some_and(|items| items.link.is_some());
        // Items are shown with their members, and these without theirs.
        let spare = std::mem::take(&mut self.spare);
        if !has_page || spare > 0 {
            let below = key(name, &names.items, Keys::Path) + "[]";
            let children = self.inside(inner, &below, Keys::Path, sent);
            if let Some(items) = rows.first_mut() {
                items.children = children;
            }
        }
        rows
    }

    fn entry(&mut self, name: &str) -> PageRow {
        PageRow {
            anchor: self.anchor(name),
            name: name.to_owned(),
            kind: "string".to_owned(),
            text: vec!["Sets that entry; an empty value removes it.".to_owned()],
            ..PageRow::default()
        }
    }

    /// What stands for the members of an object on a page that has too many rows.
    fn cut(&mut self, name: &str) -> PageRow {
        let name = key(name, "…", Keys::Path);
        PageRow {
            anchor: self.anchor(&name),
            name,
            kind: "more".to_owned(),
            text: vec![
                "The members are not shown: this page is long enough without them.".to_owned(),
            ],
            ..PageRow::default()
        }
    }
}

/// The key of what is inside of a value.
fn key(before: &str, name: &str, keys: Keys) -> String {
    match (before.is_empty(), keys) {
        (true, _) => name.to_owned(),
        (false, Keys::Brackets) => format!("{before}[{name}]"),
        (false, Keys::Path) => format!("{before}.{name}"),
    }
}
