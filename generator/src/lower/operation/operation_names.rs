//! What an operation is called, and which resource it belongs to.
//!
//! In: method, path, `operationId`, and the other paths of the document. Out: words; [`names`](crate::names) makes
//! identifiers of them. What always holds: the name depends on the document alone. An `operationId` that only repeats
//! method and path says nothing, so the path decides: `GET /disputes` lists, `POST /disputes/{id}` updates,
//! `POST /disputes/{id}/close` is `close`.

use std::collections::BTreeSet;

use super::endpoint::Endpoint;
use crate::api::Method;
use crate::names;
use crate::spec::{self, Address, PathItem};

/// What an operation is called, in words, from the most to the least natural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationName {
    /// The resource, plural as in the path.
    pub resource: String,
    /// The function.
    pub functions: Vec<String>,
    /// The request type.
    pub requests: Vec<String>,
}

impl OperationName {
    /// The name, with the word that warns where what the operation does cannot be undone.
    pub fn warning(&self, operation: &spec::Operation) -> Self {
        let mut warning = self.clone();
        if operation.irreversible {
            let functions = &mut warning.functions;
            functions
                .iter_mut()
                .for_each(|it| it.push_str(" irreversibly"));
        }
        warning
    }
}

/// The paths of a document, to tell actions from collections.
#[derive(Debug)]
pub struct PathShapes<'d> {
    templates: BTreeSet<Vec<Segment<'d>>>,
    readable: BTreeSet<Vec<Segment<'d>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment<'d> {
    Fixed(&'d str),
    Parameter,
}

impl<'d> PathShapes<'d> {
    /// Takes the paths of a document.
    pub fn of(paths: &'d [PathItem]) -> Self {
        let mut shapes = Self {
            templates: BTreeSet::new(),
            readable: BTreeSet::new(),
        };
        for path in paths {
            let segments = segments(Address::of(&path.template).path);
            let mut operations = path.operations.iter();
            if operations.any(|operation| operation.method == spec::Method::Get) {
                shapes.readable.insert(segments.clone());
            }
            shapes.templates.insert(segments);
        }
        shapes
    }

    /// Names one operation. `listed` says whether it returns a list.
    pub fn name(&self, endpoint: &Endpoint<'_, '_>, listed: bool) -> OperationName {
        let segments = segments(endpoint.address.path);
        let (container, action) = self.split(&segments, is_dotted(endpoint.address.path));
        let one = matches!(segments.last(), Some(Segment::Parameter))
            || action.is_some() && matches!(container.last(), Some(Segment::Parameter));
        // What a path names by a parameter is one thing, whatever lists it has.
        let listed = listed && !matches!(segments.last(), Some(Segment::Parameter));
        let words: Vec<&str> = container.iter().filter_map(fixed).collect();
        let resource = resource_words(&words);
        let verb = match action {
            Some(action) if matches!(endpoint.method, Method::Post | Method::Get | Method::Put) => {
                action.to_owned()
            }
            Some(action) => format!("{} {action}", plain_verb(endpoint.method, one, listed)),
            None => plain_verb(endpoint.method, one, listed).to_owned(),
        };
        let verb = self.spoken(endpoint, &resource).unwrap_or(verb);
        let singular = names::singular(&resource);
        let plural = listed || (!one && action.is_some());
        let object = if plural { &resource } else { &singular };
        let method = method_word(endpoint.method);
        OperationName {
            functions: vec![verb.clone(), format!("{method} {verb}")],
            requests: vec![
                format!("{verb} {object}"),
                format!("{method} {verb} {object}"),
                format!("{verb} {object} request"),
            ],
            resource,
        }
    }

    /// Splits off the last segment where it is something to do, not something to have.
    fn split<'s, 't>(
        &self,
        segments: &'s [Segment<'t>],
        dotted: bool,
    ) -> (&'s [Segment<'t>], Option<&'t str>)
    where
        't: 's,
    {
        let Some((Segment::Fixed(last), container)) = segments.split_last() else {
            return (segments, None);
        };
        let has_items = {
            let mut item = segments.to_vec();
            item.push(Segment::Parameter);
            self.templates.contains(&item)
        };
        let is_action = match container.last() {
            Some(Segment::Parameter) => !has_items && !self.readable.contains(segments),
            Some(Segment::Fixed(_)) => dotted || !has_items && self.templates.contains(container),
            None => false,
        };
        if is_action {
            (container, Some(last))
        } else {
            (segments, None)
        }
    }

    /// The verb that `operationId` speaks of, without the words of the resource; none where it is mechanical.
    fn spoken(&self, endpoint: &Endpoint<'_, '_>, resource: &str) -> Option<String> {
        let id = endpoint.operation.id.as_deref()?;
        let letters = |text: &str| {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
                .to_ascii_lowercase()
        };
        let path = letters(endpoint.template);
        let versionless: String = letters(&segments_text(endpoint.template));
        let said = letters(id);
        let method = letters(method_word(endpoint.method));
        if said == format!("{method}{path}")
            || said == format!("{method}{versionless}")
            || said == path
        {
            return None;
        }
        let known: BTreeSet<String> = names::words(resource)
            .into_iter()
            .map(|word| names::singular(&word))
            .collect();
        let words: Vec<String> = names::words(id);
        let kept: Vec<&str> = words
            .iter()
            .filter(|word| !known.contains(&names::singular(word)))
            .map(String::as_str)
            .collect();
        Some(if kept.is_empty() {
            words.join(" ")
        } else {
            kept.join(" ")
        })
    }
}

/// The words of nested resources: all but the last in the singular.
fn resource_words(words: &[&str]) -> String {
    let Some((last, owners)) = words.split_last() else {
        return "root".to_owned();
    };
    let mut named: Vec<String> = owners.iter().map(|owner| names::singular(owner)).collect();
    named.push((*last).to_owned());
    named.join(" ")
}

fn fixed<'d>(segment: &Segment<'d>) -> Option<&'d str> {
    match segment {
        Segment::Fixed(text) => Some(text),
        Segment::Parameter => None,
    }
}

/// The segments of a path, without a leading version and without a file ending.
fn segments(template: &str) -> Vec<Segment<'_>> {
    let mut pieces: Vec<&str> = template
        .split('/')
        .filter(|piece| !piece.is_empty())
        .collect();
    while pieces.len() > 1 && pieces.first().is_some_and(|piece| is_version(piece)) {
        pieces.remove(0);
    }
    let mut segments = Vec::new();
    for piece in pieces {
        let piece = piece
            .strip_suffix(".json")
            .or_else(|| piece.strip_suffix(".xml"))
            .unwrap_or(piece);
        if piece.starts_with('{') {
            segments.push(Segment::Parameter);
        } else {
            // `chat.postMessage`: what stands before the dot is the resource.
            segments.extend(
                piece
                    .split('.')
                    .filter(|part| !part.is_empty())
                    .map(Segment::Fixed),
            );
        }
    }
    segments
}

/// Whether a path is nothing but `resource.action`.
fn is_dotted(template: &str) -> bool {
    let only = segments_text(template);
    let name = only
        .strip_suffix(".json")
        .or_else(|| only.strip_suffix(".xml"))
        .unwrap_or(&only);
    !name.contains(['/', '{']) && name.trim_matches('.').contains('.')
}

fn segments_text(template: &str) -> String {
    let mut pieces: Vec<&str> = template
        .split('/')
        .filter(|piece| !piece.is_empty())
        .collect();
    while pieces.len() > 1 && pieces.first().is_some_and(|piece| is_version(piece)) {
        pieces.remove(0);
    }
    pieces.join("/")
}

/// `v1`, `v2.1`, `2010-04-01`, `api`.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    segment == "api"
        || !number.is_empty()
            && number
                .chars()
                .all(|digit| digit.is_ascii_digit() || digit == '.' || digit == '-')
}

fn plain_verb(method: Method, one: bool, listed: bool) -> &'static str {
    match method {
        Method::Get if listed => "list",
        Method::Get => "retrieve",
        Method::Post if one => "update",
        Method::Post => "create",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Trace => "trace",
    }
}

fn method_word(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
    }
}
