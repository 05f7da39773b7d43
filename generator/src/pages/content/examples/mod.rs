//! Examples: requests and what comes back.
//!
//! In: operations and objects, with the model of the test server. Out: code. What always holds: the values are those that the test server would give or
//! take, and the same each time.

mod given;
mod shell;

use form_mock::answer::{ErrorKind, Failure, Ids, Maker, error_body};
use form_mock::engine::{apply, holding};
use form_mock::model::{Kind, Operation as Asked, Payload, Place, Shape};
use form_mock::read::Given;
use form_mock::store::Merge;
use serde_json::Value;

use super::PageContent;
use crate::api::{Operation, Resource, TypeId};
use crate::emit::ExampleCall;
use crate::pages::page::PageBlock;
use given::GivenValues;

/// The time in all examples: the first of January 2026.
const NOW: i64 = 1_767_225_600;

impl PageContent<'_> {
    /// What the test server knows of an operation: it has the same ones in the same order.
    pub fn asked(&self, operation: &Operation) -> Option<&Asked> {
        let index = self.places.index_of(operation)?;
        self.model.operations.get(index)
    }

    /// An object of a type, as JSON.
    pub fn example_of(&self, id: TypeId) -> Option<String> {
        let mut ids = Ids::new(1);
        let mut maker = self.maker(&mut ids);
        Some(shown(&self.new_object(&mut maker, id.index())))
    }

    /// An object as it is at first, or another value of a type.
    fn new_object<'m>(&'m self, maker: &mut Maker<'m>, index: usize) -> Value {
        match self.model.definition(index) {
            Some(definition) if matches!(definition.kind, Kind::Object(_)) => {
                Value::Object(maker.new_object(definition))
            }
            _ => maker.value(&Shape::Named(index), ""),
        }
    }

    /// The body of an event, as JSON.
    pub fn example_of_event(&self, name: &str) -> Option<String> {
        let events = self.model.events.as_ref()?;
        let (_, shape) = events.events.iter().find(|(known, _)| known == name)?;
        let mut ids = Ids::new(1);
        let mut value = self.maker(&mut ids).value(shape, "");
        if let (Some(tag), Value::Object(members)) = (&events.tag, &mut value) {
            members.insert(tag.clone(), name.into());
        }
        Some(shown(&value))
    }

    /// The events that an operation causes, by name.
    pub fn events_of(&self, operation: &Operation) -> Vec<String> {
        let rules = self.asked(operation).map(|asked| asked.rules.as_slice());
        let rules = rules.unwrap_or_default().iter();
        rules.flat_map(|rule| rule.emit.clone()).collect()
    }

    fn maker<'m>(&'m self, ids: &'m mut Ids) -> Maker<'m> {
        Maker {
            model: self.model,
            now: NOW,
            ids,
            full: true,
        }
    }
}

/// A request that a page shows in several ways, and what comes back.
pub struct RequestExample {
    /// What is given for each input; none for one that is not given.
    values: Vec<Option<Value>>,
    /// By the crate's clients, where that takes no more than a few values.
    call: Option<ExampleCall>,
}

impl RequestExample {
    /// That of an operation.
    pub fn new(content: &PageContent<'_>, resource: &Resource, operation: &Operation) -> Self {
        let call = content.calls.of(resource, operation);
        let values = match (&call, content.asked(operation)) {
            (Some(call), _) => call.values.clone(),
            (None, Some(asked)) => {
                let mut ids = Ids::new(1);
                GivenValues::new(content, &mut ids, NOW).of(operation, asked)
            }
            (None, None) => Vec::new(),
        };
        Self { values, call }
    }

    /// The request: by curl, by the crate's own program, and in Rust.
    pub fn request(&self, content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
        let block = |title: &str, language, code| PageBlock::Code {
            title: title.to_owned(),
            language,
            code,
        };
        let curl = shell::curl(content, operation, &self.values);
        let mut blocks: Vec<PageBlock> = curl
            .map(|code| block("curl", "sh", code))
            .into_iter()
            .collect();
        let command = shell::command(content, operation, &self.values);
        blocks.extend(command.map(|code| block("Command line", "sh", code)));
        if let Some(call) = &self.call {
            let of = |lines: &[String]| lines.join("\n");
            blocks.push(block("Rust, asynchronous", "rust", of(&call.asynchronous)));
            blocks.push(block("Rust, blocking", "rust", of(&call.blocking)));
        }
        blocks
    }

    /// What comes back.
    pub fn response(&self, content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
        let asked = content.asked(operation);
        let Some((asked, Payload::Json(shape))) = asked.map(|one| (one, &one.outcome.payload))
        else {
            return Vec::new();
        };
        let mut ids = Ids::new(1);
        let mut maker = content.maker(&mut ids);
        let value = match content.model.resolve(shape) {
            Shape::Page(item) => {
                let item = match content.model.object(item) {
                    Some((index, _)) => content.new_object(&mut maker, index),
                    None => maker.value(item, ""),
                };
                maker.page(vec![item], false, &operation.template)
            }
            Shape::Named(index) => {
                let mut value = content.new_object(&mut maker, *index);
                self.apply(content, &mut maker, (asked, *index), &mut value);
                value
            }
            shape => maker.value(shape, ""),
        };
        vec![PageBlock::Code {
            title: "JSON".to_owned(),
            language: "json",
            code: shown(&value),
        }]
    }

    /// Does to an object what the request does: it is the one that the path names, and has what the body gives and what
    /// `x-mock` says.
    fn apply<'m>(
        &self,
        content: &'m PageContent<'_>,
        maker: &mut Maker<'m>,
        (asked, index): (&Asked, usize),
        value: &mut Value,
    ) {
        let definition = content.model.definition(index);
        let Some(Kind::Object(object)) = definition.map(|found| &found.kind) else {
            return;
        };
        let Value::Object(members) = value else {
            return;
        };
        let named = shell::placed(asked, &self.values, Place::Path).filter(|(input, _)| {
            matches!(content.model.value(&input.member.shape), Shape::Id(of) if *of == index)
        });
        if let (Some((_, id)), true) = (named.last(), members.contains_key("id")) {
            members.insert("id".to_owned(), id.clone());
        }
        let given = shell::placed(asked, &self.values, Place::Body);
        let given = given.map(|(input, value)| (input.member.name.clone(), value.clone()));
        let given = Given {
            body: given.collect(),
            ..Given::default()
        };
        let before = Value::Object(members.clone());
        Merge {
            maker,
            replaces: false,
        }
        .merge(members, object, &given.body);
        // A page shows an answer where the server for tests would refuse, too.
        if let Ok(rules) = holding(asked, &given, Some(&before)) {
            apply(&rules, members);
        }
    }
}

/// What an error looks like.
pub fn error(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let Some(asked) = content.asked(operation) else {
        return Vec::new();
    };
    if matches!(content.model.resolve(&asked.error), Shape::Any) {
        // What no schema says is not made up.
        return Vec::new();
    }
    let first = asked.inputs.first().map(|input| input.member.name.clone());
    let failure = Failure::new(400, ErrorKind::Invalid, "A parameter is wrong.");
    let failure = match first {
        Some(name) => failure.param(name),
        None => failure,
    };
    let mut ids = Ids::new(1);
    let mut maker = content.maker(&mut ids);
    vec![PageBlock::Code {
        title: "Status 400".to_owned(),
        language: "json",
        code: shown(&error_body(&mut maker, &asked.error, &failure)),
    }]
}

fn shown(value: &Value) -> String {
    format!("{value:#}")
}
