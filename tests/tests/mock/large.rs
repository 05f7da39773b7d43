//! Large documents are served without a word about the server in them: what is listed can be made, found, changed and taken out.

use form_mock::model::{Member, Model, Operation, Payload, Place, Shape};
use form_mock::store::Action;
use serde_json::Value;

use super::support::{Mock, encoded, from_root, model};

/// What became of a document's operations.
#[derive(Debug, Default)]
struct Tally {
    /// How many were asked for, by what they do.
    asked: [usize; 5],
    /// Those that did not answer with success.
    failed: Vec<String>,
}

const ACTIONS: [Action; 5] = [
    Action::Create,
    Action::Retrieve,
    Action::Update,
    Action::List,
    Action::Delete,
];

/// A value of a member as a text, if it is a plain one.
fn text(model: &Model, member: &Member) -> Option<String> {
    let least = member.bounds.length.0.unwrap_or(0);
    Some(match model.value(&member.shape) {
        Shape::Text(_) if least > 20 => "x".repeat(least.try_into().unwrap()),
        Shape::Bool => "true".to_owned(),
        Shape::Integer { .. } | Shape::Number | Shape::Timestamp => "1".to_owned(),
        Shape::Text(_) => "2026-01-31T12:00:00Z".to_owned(),
        Shape::Id(_) => return None,
        _ => return None,
    })
}

/// The form that has what is required of plain values, or `None` if something else is required.
fn body(model: &Model, operation: &Operation) -> Option<String> {
    let inputs = operation.inputs.iter();
    let required = inputs.filter(|input| input.place == Place::Body && input.member.required);
    let pairs =
        required.map(|input| Some((input.member.name.clone(), text(model, &input.member)?)));
    let pairs: Option<Vec<(String, String)>> = pairs.collect();
    Some(encoded(&pairs?))
}

fn target(operation: &Operation, key: Option<usize>, id: &str) -> String {
    let pieces = operation.path.iter().map(|piece| match piece {
        form_mock::model::Piece::Literal(text) => text.clone(),
        form_mock::model::Piece::Input(index) if Some(*index) == key => id.to_owned(),
        form_mock::model::Piece::Input(_) => "AC000000000000000000000000000000ff".to_owned(),
    });
    pieces.collect()
}

fn served(name: &str) -> Option<Tally> {
    let path = from_root("../shared/specs").join(name);
    if !path.exists() {
        println!("skipped: {name} is not there");
        return None;
    }
    let mock = Mock::new(model(&path, &[]));
    let engine = std::sync::Arc::clone(&mock.engine);
    let (model, roles) = (engine.model(), engine.roles());
    let mut tally = Tally::default();
    for (place, wanted) in ACTIONS.iter().enumerate() {
        for (operation, act) in model.operations.iter().zip(&roles.acts) {
            let is_plain = !operation.inputs.iter().any(|input| {
                input.place != Place::Body && input.place != Place::Path && input.member.required
            });
            let (true, true, Some(resource)) = (act.action == *wanted, is_plain, act.resource)
            else {
                continue;
            };
            let dump = mock.engine.dump();
            let kind = &roles.resources[resource];
            let known = dump.get(&kind.name).and_then(Value::as_object);
            let known = known.and_then(|objects| objects.keys().next_back().cloned());
            let (Some(id), Some(body)) = (
                known.or((act.key.is_none()).then(String::new)),
                body(model, operation),
            ) else {
                continue;
            };
            let media_type = match operation.body {
                form_mock::model::BodyKind::Form => "application/x-www-form-urlencoded",
                form_mock::model::BodyKind::None => "",
                _ => continue,
            };
            let target = target(
                operation,
                act.key,
                &form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>(),
            );
            let (status, answer) =
                mock.send(&operation.method, &target, media_type, body.as_bytes());
            tally.asked[place] += 1;
            let is_list =
                *wanted != Action::List || matches!(operation.outcome.payload, Payload::Json(_));
            if !(200..300).contains(&status) || !is_list {
                tally
                    .failed
                    .push(format!("{}: {status} {answer}", operation.name));
            }
        }
    }
    println!(
        "{name}: created, retrieved, updated, listed, deleted: {:?}; failed: {}",
        tally.asked,
        tally.failed.len()
    );
    Some(tally)
}

#[test]
fn stripe_is_served() {
    if let Some(tally) = served("stripe-full.json") {
        assert_eq!(tally.failed, Vec::<String>::new());
        assert!(tally.asked.iter().all(|count| *count > 15), "{tally:?}");
    }
}

#[test]
fn twilio_is_served() {
    if let Some(tally) = served("twilio-api-v2010.json") {
        assert_eq!(tally.failed, Vec::<String>::new());
        assert!(tally.asked.iter().all(|count| *count > 10), "{tally:?}");
    }
}

/// Its paths are calls of procedures, so that nothing is a collection: all answer with examples.
#[test]
fn slack_is_served() {
    let path = from_root("../shared/specs/slack.json");
    if !path.exists() {
        println!("skipped: slack.json is not there");
        return;
    }
    let mock = Mock::new(model(&path, &[]));
    let (status, answer) = mock.send("GET", "/api.test", "", b"");
    assert_eq!(status, 200, "{answer}");
}
