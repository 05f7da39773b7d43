//! How large documents come out: names that no person would choose, counted.
//!
//! In: the documents beside the repository, in `../shared/specs`; without them, the test says that it skipped. Out: a snapshot of
//! the shares, with some of the names. What always holds: a fault that the document's own word has as well is none of a name's.
//!
//! `NAMES_OUT=FOLDER cargo test -p form-codegen --test names measure` writes all names of each document to a file, to be read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;
use std::{env, fs};

use form_codegen::api::{Api, Operation, Output, Resource, TypeDef, TypeKind};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::names::words;
use form_codegen::source::{SourceText, read};

const DOCUMENTS: [&str; 9] = [
    "digitalocean",
    "gitlab",
    "netlicensing",
    "slack",
    "square",
    "stripe-full",
    "telegram-bot",
    "twilio-api-v2010",
    "twilio-verify-v2",
];

/// Words that a phrase does not end in.
const DANGLING: [&str; 22] = [
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "of", "on", "onto", "or", "over",
    "per", "the", "through", "to", "under", "upon", "with", "without",
];

/// The most characters of a name; what stands between words in some, and not in others, does not count.
const LONGEST: usize = 40;

/// The share that each fault stays below, in thousandths. It only ever becomes less.
const MOST: usize = 5;

/// How many names of a fault the snapshot shows.
const SHOWN: usize = 6;

/// A name, and what the document says there.
struct Name {
    kind: &'static str,
    text: String,
    own: Vec<String>,
}

impl Name {
    /// `own` are the texts of the document that the name may be made of.
    fn new<'t>(kind: &'static str, text: &str, own: impl IntoIterator<Item = &'t str>) -> Self {
        Self {
            kind,
            text: text.to_owned(),
            own: own.into_iter().map(str::to_owned).collect(),
        }
    }

    fn faults(&self) -> Vec<&'static str> {
        let own = |is: &dyn Fn(&str) -> bool| self.own.iter().any(|text| is(text));
        let mut faults = Vec::new();
        if dangles(&self.text) && !own(&dangles) {
            faults.push("ends in a preposition or an article");
        }
        if is_long(&self.text) && !own(&is_long) {
            faults.push("is longer than 40 characters");
        }
        let strange = |number: &&str| !own(&|text| numbers(text).any(|other| other == *number));
        if numbers(&self.text).any(|number| strange(&number)) {
            faults.push("has a number of its own");
        }
        faults
    }
}

fn is_long(text: &str) -> bool {
    text.chars().filter(|char| *char != '_').count() > LONGEST
}

fn dangles(text: &str) -> bool {
    let words = words(text);
    let last = words.last().map(String::as_str);
    words.len() > 1 && last.is_some_and(|last| DANGLING.contains(&last))
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(|char: char| !char.is_ascii_digit());
    pieces.filter(|piece| !piece.is_empty())
}

fn names(api: &Api) -> Vec<Name> {
    let mut names = Vec::new();
    for resource in &api.resources {
        of_resource(resource, &mut names);
    }
    for def in &api.types {
        of_type(def, &mut names);
    }
    names
}

fn of_resource(resource: &Resource, names: &mut Vec<Name>) {
    let templates = || resource.operations.iter().map(|it| it.template.as_str());
    let words = |name: &str| Name::new("resource", name, templates());
    names.push(words(resource.name.bare()));
    let module = resource.module.bare();
    names.push(Name::new("module", module, templates()));
    for operation in &resource.operations {
        of_operation(operation, names);
    }
}

fn of_operation(operation: &Operation, names: &mut Vec<Name>) {
    let own = || {
        let path = operation.template.split('/');
        path.chain(operation.id.as_deref())
    };
    names.push(Name::new("function", operation.name.bare(), own()));
    names.push(Name::new("type", operation.request.bare(), own()));
    if let Some(args) = &operation.args {
        names.push(Name::new("type", args.bare(), own()));
    }
    if let Output::Several { name, .. } = &operation.output {
        names.push(Name::new("type", name.bare(), own()));
    }
    for input in &operation.inputs {
        let field = &input.field;
        names.push(Name::new("field", field.name.bare(), [field.wire.as_str()]));
    }
}

fn of_type(def: &TypeDef, names: &mut Vec<Name>) {
    let tokens: Vec<String> = def.pointer.tokens().collect();
    // The place of an alternative in a list, and a status, are no words of the document.
    let own: Vec<&str> = tokens
        .iter()
        .map(String::as_str)
        .filter(|token| !token.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    // Nobody wrote the path from a path of the document to a type: of it, only the numbers count.
    let written = match own.as_slice() {
        ["components", "schemas", key] => vec![*key],
        _ => own.iter().copied().filter(|it| !is_long(it)).collect(),
    };
    names.push(Name::new("type", def.name.bare(), written));
    names.push(Name::new("module", def.module.bare(), own));
    if let TypeKind::Struct(shape) = &def.kind {
        if let Some(args) = &shape.args {
            names.push(Name::new("type", args.bare(), [def.name.bare()]));
        }
        for field in &shape.fields {
            names.push(Name::new("field", field.name.bare(), [field.wire.as_str()]));
        }
    }
}

#[test]
fn names_of_large_documents_are_such_as_people_choose() {
    let mut all = Vec::new();
    for document in DOCUMENTS {
        let path = format!("../../shared/specs/{document}.json");
        let Ok(bytes) = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)) else {
            // Not by a macro: the harness would keep the line to itself.
            let line = format!("skipped: names of large documents: {document} is not there\n");
            let _ = io::stderr().write_all(line.as_bytes());
            return;
        };
        let source = SourceText {
            name: document,
            bytes: &bytes,
        };
        let read = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
        let (api, _) = lower(&read.spec, LowerOptions { keep_going: true });
        let mut names = names(&api);
        list(document, &api, &names);
        // A module holds many types, and is one name.
        names.sort_by(|a, b| (a.kind, &a.text).cmp(&(b.kind, &b.text)));
        names.dedup_by(|a, b| a.kind == "module" && b.kind == "module" && a.text == b.text);
        all.extend(names);
    }
    let (summary, worst) = summary(&all);
    insta::assert_snapshot!("measure", summary);
    assert!(worst < MOST, "{worst} of a thousand names have a fault");
}

/// The share of each fault among the names of a kind, and the largest.
fn summary(all: &[Name]) -> (String, usize) {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: BTreeMap<&str, BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
    for name in all {
        *kinds.entry(name.kind).or_default() += 1;
        for fault in name.faults() {
            let faulty = found.entry(fault).or_default();
            faulty.entry(name.kind).or_default().push(&name.text);
        }
    }
    let mut text = format!("{} names: {kinds:?}\n", all.len());
    let mut worst = 0;
    for (fault, faulty) in &found {
        let _ = writeln!(text, "\n{fault}:");
        for (kind, names) in faulty {
            let thousandths = names.len() * 1000 / kinds.get(kind).copied().unwrap_or(1);
            worst = worst.max(thousandths);
            let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>();
            let (count, shown) = (names.len(), shown.join(" "));
            let _ = writeln!(text, "  {count} {kind}, {thousandths} of 1000: {shown}");
        }
    }
    (text, worst)
}

/// Writes all names of a document, where somebody wants to read them.
fn list(document: &str, api: &Api, names: &[Name]) {
    let Some(folder) = env::var_os("NAMES_OUT") else {
        return;
    };
    let mut text = String::new();
    for resource in &api.resources {
        let _ = writeln!(text, "{} in {}", resource.name, resource.module);
        for operation in &resource.operations {
            let Operation {
                name,
                request,
                method,
                template,
                id,
                ..
            } = operation;
            let id = id.as_deref().unwrap_or("-");
            let _ = writeln!(text, "    {name} = {request}  [{method:?} {template} {id}]");
        }
    }
    for def in &api.types {
        let _ = writeln!(text, "{} in {}  [{}]", def.name, def.module, def.pointer);
    }
    for name in names {
        for fault in name.faults() {
            let _ = writeln!(text, "! {} {} {fault}", name.kind, name.text);
        }
    }
    let folder = Path::new(&folder);
    let written = fs::write(folder.join(format!("{document}.txt")), text);
    written.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
}
