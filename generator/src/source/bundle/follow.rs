//! References to other files, followed.
//!
//! In: a document and its files. Out: a [`Bundle`]. What always holds: what may be a component is one, so that circles need no care;
//! anything else is written out where it is referred to, within the depth and the size that a document may have.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use serde_json::{Map, Value};

use super::Bundle;
use super::address::FileAddress;
use super::names::{ComponentNames, FileTarget};
use super::parts::DocumentParts;
use super::values::{escaped, insert, measure};
use crate::place::{MAX_DEPTH, Pointer, Provenance, Subtree};
use crate::source::kind::ObjectKind;
use crate::source::version::Version;

/// How many nodes may be written out in more places than one.
const NODE_BUDGET: usize = 4_000_000;

/// How many references may lead from one to the next.
const LONGEST_WAY: usize = 100;

/// Members in which a `$ref` is data.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

/// A component that is still to be written.
struct Wanted {
    section: &'static str,
    name: String,
    kind: ObjectKind,
    target: FileTarget,
}

/// A pass over a document.
pub(super) struct Following<'r> {
    version: Version,
    parts: DocumentParts<'r>,
    names: ComponentNames,
    wanted: VecDeque<Wanted>,
    /// What is being written out around the node at hand.
    open: Vec<FileTarget>,
    budget: usize,
    places: Provenance,
    references: HashMap<String, String>,
    unfollowed: HashMap<String, String>,
}

impl<'r> Following<'r> {
    pub(super) fn new(version: Version, document: &Value, parts: DocumentParts<'r>) -> Self {
        let mut following = Self {
            version,
            parts,
            names: ComponentNames::default(),
            wanted: VecDeque::new(),
            open: Vec::new(),
            budget: NODE_BUDGET,
            places: Provenance::default(),
            references: HashMap::new(),
            unfollowed: HashMap::new(),
        };
        following.own_names(document);
        following
    }

    /// The whole document as one value.
    pub(super) fn bundle(mut self, document: &Value) -> Bundle<'static> {
        let mut root = document.clone();
        self.node(&mut root, Some(ObjectKind::OpenApi), 0, &mut Vec::new());
        while let Some(wanted) = self.wanted.pop_front() {
            let mut path: Vec<String> = wanted.section.split('/').map(str::to_owned).collect();
            path.push(wanted.name);
            let (file, at) = &wanted.target;
            let mut value = self.parts.value(*file, at).cloned().unwrap_or_default();
            self.places.put(&path, Subtree::of(wanted.target.clone()));
            self.open.push(wanted.target.clone());
            self.node(&mut value, Some(wanted.kind), *file, &mut path);
            self.open.pop();
            insert(&mut root, &path, value);
        }
        Bundle {
            value: Cow::Owned(root),
            places: self.places,
            references: self.references,
            unfollowed: self.unfollowed,
            found: self.parts.found,
        }
    }

    /// Takes the names of the document's components; what one of them refers to in another file is what it is.
    fn own_names(&mut self, document: &Value) {
        for kind in ObjectKind::REFERRED {
            let Some(section) = kind.section(self.version) else {
                continue;
            };
            let Some(here) = document.pointer(&format!("/{section}")) else {
                continue;
            };
            let (file, all) = match self.target_of(here, 0) {
                Some((file, at)) if file > 0 => (
                    file,
                    self.parts.value(file, &at).cloned().unwrap_or_default(),
                ),
                _ => (0, here.clone()),
            };
            for (name, value) in all.as_object().into_iter().flatten() {
                self.names.take(section, name);
                if let Some(target) = self.target_of(value, file).filter(|(file, _)| *file > 0) {
                    self.names.give(section, target, name);
                }
            }
        }
    }

    /// What a reference leads to in the end, over others; `None` where nothing is.
    fn target_of(&mut self, value: &Value, within: usize) -> Option<FileTarget> {
        let mut text = value.get("$ref")?.as_str()?.to_owned();
        let mut within = within;
        for _ in 0..LONGEST_WAY {
            let (file, at) = self.named(&text, within).ok()?;
            if file == 0 {
                return Some((0, at));
            }
            let next = self.parts.value(file, &at)?;
            match next.get("$ref").and_then(Value::as_str) {
                Some(next) => (text, within) = (next.to_owned(), file),
                None => return Some((file, at)),
            }
        }
        None
    }

    /// What a reference in a file names itself, or why that can't be followed.
    fn named(&mut self, text: &str, within: usize) -> Result<FileTarget, String> {
        let path = self.parts.path(within);
        let Some(address) = FileAddress::of(text, &path) else {
            return Err("it is no relative path".to_owned());
        };
        let file = match &address.path {
            None => within,
            Some(path) if *path == self.parts.own_name() => 0,
            Some(path) => self.parts.index(path)?,
        };
        if file > 0 && self.parts.value(file, &address.pointer).is_none() {
            return Err("nothing stands there".to_owned());
        }
        Ok((file, address.pointer))
    }

    /// Goes through a node of a file. The recursion is as deep as a document may be.
    fn node(
        &mut self,
        value: &mut Value,
        kind: Option<ObjectKind>,
        file: usize,
        path: &mut Vec<String>,
    ) {
        let text = value.get("$ref").and_then(Value::as_str).map(str::to_owned);
        if let Some(text) = text
            && (file > 0 || !text.starts_with('#'))
        {
            return self.reference(value, &text, kind, file, path);
        }
        match value {
            Value::Object(members) => self.members(members, kind, file, path),
            Value::Array(all) => {
                for (index, one) in all.iter_mut().enumerate() {
                    let kind = kind.and_then(|kind| kind.member_in(self.version, "0"));
                    path.push(index.to_string());
                    self.node(one, kind, file, path);
                    path.pop();
                }
            }
            _ => {}
        }
    }

    fn members(
        &mut self,
        members: &mut Map<String, Value>,
        kind: Option<ObjectKind>,
        file: usize,
        path: &mut Vec<String>,
    ) {
        let is_map = matches!(kind, Some(ObjectKind::MapOf(_)));
        for (name, value) in members.iter_mut() {
            let member = kind.and_then(|kind| kind.member_in(self.version, name));
            if member.is_none() && !is_map && DATA.contains(&name.as_str()) {
                continue;
            }
            path.push(name.clone());
            match (name.as_str(), value) {
                ("mapping", Value::Object(mapping)) if member.is_none() => {
                    self.mapping(mapping, file);
                }
                (_, value) => self.node(value, member, file, path),
            }
            path.pop();
        }
    }

    /// The schemas that a discriminator names.
    fn mapping(&mut self, mapping: &mut Map<String, Value>, file: usize) {
        for value in mapping.values_mut() {
            let Value::String(text) = value else {
                continue;
            };
            let is_path = text.contains(['/', '#', '.']) && !(file == 0 && text.starts_with('#'));
            let target =
                is_path.then(|| self.target_of(&serde_json::json!({"$ref": &*text}), file));
            if let Some(target) = target.flatten() {
                *text = self.component(ObjectKind::Schema, "components/schemas", target, text);
            }
        }
    }

    /// Follows a reference that stands in another file, or leads there.
    fn reference(
        &mut self,
        value: &mut Value,
        text: &str,
        kind: Option<ObjectKind>,
        file: usize,
        path: &mut Vec<String>,
    ) {
        let named = self.named(text, file);
        let shown = match (&named, FileAddress::of(text, &self.parts.path(file))) {
            (_, Some(address)) => {
                let path = address.path.unwrap_or_else(|| self.parts.path(file));
                format!("{path}#{}", address.pointer)
            }
            (_, None) => text.to_owned(),
        };
        let target = match (named, self.target_of(value, file)) {
            (Ok((0, at)), _) => Ok((0, at)),
            (Ok(_), Some(target)) => Ok(target),
            (Ok(_), None) => Err("it leads to nothing but references".to_owned()),
            (Err(why), _) => Err(why),
        };
        let section = kind.and_then(|kind| Some((kind, kind.section(self.version)?)));
        let followed = match (target, section) {
            (Err(why), _) => Err(why),
            (Ok((0, at)), _) => Ok(format!("#{}", escaped(&at))),
            (Ok(target), Some((kind, section))) => {
                Ok(self.component(kind, section, target, &shown))
            }
            (Ok(target), None) => match self.written_out(value, kind, target, path) {
                Ok(()) => return,
                Err(why) => Err(why),
            },
        };
        let now = followed.unwrap_or_else(|why| {
            self.unfollowed.insert(shown.clone(), why);
            shown
        });
        // The component itself, where it is written.
        let is_itself = now
            .strip_prefix("#/")
            .is_some_and(|now| path.len() > 1 && now == path.join("/"));
        let target = is_itself.then(|| self.target_of(value, file)).flatten();
        if let Some(target) = target.filter(|(file, _)| *file > 0)
            && self.written_out(value, kind, target, path).is_ok()
        {
            return;
        }
        if let Some(reference) = value.get_mut("$ref") {
            *reference = Value::String(now);
        }
    }

    /// How to refer to the component that a node of another file is.
    fn component(
        &mut self,
        kind: ObjectKind,
        section: &'static str,
        target: FileTarget,
        shown: &str,
    ) -> String {
        if target.0 == 0 {
            return format!("#{}", escaped(&target.1));
        }
        if let Some(now) = self.within_component(kind, section, &target) {
            return now;
        }
        let name = self.names.of(section, &target).unwrap_or_else(|| {
            let path = self.parts.path(target.0);
            let name = self.names.invent(section, &target, &path);
            self.wanted.push_back(Wanted {
                section,
                name: name.clone(),
                kind,
                target,
            });
            name
        });
        let mut at = Pointer::root();
        for token in section.split('/') {
            at = at.child(token);
        }
        let now = format!("#{}", escaped(&at.child(name)));
        self.references
            .entry(now.clone())
            .or_insert_with(|| shown.to_owned());
        now
    }

    /// How to refer to a part of what is a component already, if that is said by its place there.
    fn within_component(
        &self,
        kind: ObjectKind,
        section: &'static str,
        (file, at): &FileTarget,
    ) -> Option<String> {
        let mut behind: Vec<String> = at.tokens().last().into_iter().collect();
        let mut around = at.parent()?;
        let name = loop {
            match self.names.of(section, &(*file, around.clone())) {
                Some(name) => break name,
                None => {
                    behind.extend(around.tokens().last());
                    around = around.parent()?;
                }
            }
        };
        let way = section.split('/').map(str::to_owned).chain([name]);
        let way: Vec<String> = way.chain(behind.into_iter().rev()).collect();
        let is_known = ObjectKind::at(self.version, way.iter().cloned()) == Some(kind);
        let now = way
            .iter()
            .fold(Pointer::root(), |at, token| at.child(token));
        is_known.then(|| format!("#{}", escaped(&now)))
    }

    /// Writes out what a reference leads to, in its place.
    fn written_out(
        &mut self,
        value: &mut Value,
        kind: Option<ObjectKind>,
        target: FileTarget,
        path: &mut Vec<String>,
    ) -> Result<(), String> {
        if self.open.contains(&target) {
            return Err("it leads back to what it is in".to_owned());
        }
        let mut there = self.parts.value(target.0, &target.1).cloned();
        let (nodes, depth) = there.as_ref().map_or((0, 0), measure);
        if path.len() + depth > MAX_DEPTH || nodes > self.budget {
            return Err("the document would be too deep or too large".to_owned());
        }
        self.budget -= nodes;
        self.places.put(path, Subtree::of(target.clone()));
        let mut own = std::mem::take(value);
        if let (Some(Value::Object(there)), Value::Object(own)) = (&mut there, &mut own) {
            own.shift_remove("$ref");
            for (name, value) in std::mem::take(own) {
                there.entry(name).or_insert(value);
            }
        }
        *value = there.unwrap_or_default();
        let file = target.0;
        self.open.push(target);
        self.node(value, kind, file, path);
        self.open.pop();
        Ok(())
    }
}
