//! Api -> what a command line says: `form_cli`'s [`Words`].
//!
//! In: the [`Api`] and what its crate is called. Out: words for people, beside the model of the test server, which says everything else. What
//! always holds: types, members and inputs are in the order of that model; every text is plain.

mod names;
mod plain;

use form_cli::words::{Group, MemberWords, OperationWords, TypeWords, Words};

use crate::api::{Api, Field, Operation, Resource, TypeDef, TypeKind};

use names::CommandNames;
use plain::plain;

/// What the command line of the crate says.
#[must_use]
pub fn words(api: &Api, program: &str, library: &str) -> Words {
    let mut names = CommandNames::new();
    let mut index = 0;
    let groups = api.resources.iter().map(|resource| {
        let (name, commands) = commands_of(resource, &mut names);
        let operations = resource.operations.iter().zip(commands);
        let operations = operations.map(|(operation, command)| {
            index += 1;
            of_operation(resource, operation, index - 1, command)
        });
        Group {
            name,
            operations: operations.collect(),
        }
    });
    let client = &api.client;
    Words {
        program: program.to_owned(),
        library: library.to_owned(),
        about: plain(&api.docs.lines),
        secret_variable: client.secret_variable.clone(),
        base_url_variable: client.base_url_variable.clone(),
        account_header: client.account_header.clone(),
        groups: groups.collect(),
        types: api.types.iter().map(of_type).collect(),
        // Whoever writes the crate knows them.
        names: form_cli::names::CrateNames::default(),
    }
}

/// The two words that call each operation, in the order of the model.
#[must_use]
pub fn commands(api: &Api) -> Vec<[String; 2]> {
    let mut names = CommandNames::new();
    let groups = api.resources.iter().flat_map(|resource| {
        let (group, commands) = commands_of(resource, &mut names);
        commands
            .into_iter()
            .map(move |command| [group.clone(), command])
    });
    groups.collect()
}

/// The word of a resource, and those of its operations.
fn commands_of(resource: &Resource, names: &mut CommandNames) -> (String, Vec<String>) {
    let mut known = CommandNames::new();
    let operations = resource.operations.iter();
    let operations = operations.map(|operation| known.unique(names::of_operation(operation)));
    let operations = operations.collect();
    let group = names.unique(names::kebab(resource.module.bare()));
    (group, operations)
}

fn of_operation(
    resource: &Resource,
    operation: &Operation,
    index: usize,
    name: String,
) -> OperationWords {
    let summary = plain(std::slice::from_ref(&operation.docs.summary));
    let text = plain(&operation.docs.lines);
    // The summary is the beginning of the description, where there is no other.
    let rest = text.strip_prefix(&summary).map(str::trim_start);
    let rest = rest.unwrap_or(&text).to_owned();
    let line = || format!("{} {}", operation.method.as_str(), operation.template);
    OperationWords {
        index,
        name,
        summary: if summary.is_empty() { line() } else { summary },
        text: rest,
        server: operation.server.trim_end_matches('/').to_owned(),
        irreversible: operation.irreversible,
        deprecated: operation.deprecated,
        function: format!("{}::{}", resource.name, operation.name),
        inputs: operation
            .inputs
            .iter()
            .map(|input| member(&input.field))
            .collect(),
    }
}

fn member(field: &Field) -> MemberWords {
    MemberWords {
        text: plain(&field.docs.lines),
        since: field.docs.since.clone(),
        deprecated: field.deprecated,
        deadline: field.deadline.is_some(),
        irreversible: field.irreversible.as_ref().map(|it| {
            let word = names::kebab(it.otherwise.bare());
            (word, plain(&it.docs.lines))
        }),
    }
}

fn of_type(def: &TypeDef) -> TypeWords {
    match &def.kind {
        TypeKind::Struct(object) => TypeWords {
            members: object.fields.iter().map(member).collect(),
            values: Vec::new(),
        },
        TypeKind::StringEnum(list) => TypeWords {
            members: Vec::new(),
            values: list
                .variants
                .iter()
                .map(|one| plain(&one.docs.lines))
                .collect(),
        },
        TypeKind::IntegerEnum(list) => TypeWords {
            members: Vec::new(),
            values: list
                .variants
                .iter()
                .map(|one| plain(&one.docs.lines))
                .collect(),
        },
        TypeKind::Union(_) | TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => TypeWords::default(),
    }
}
