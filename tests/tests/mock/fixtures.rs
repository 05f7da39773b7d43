//! Every fixture is served.
//!
//! In: the documents of all fixtures that become a crate. Out: nothing, if each has an example of each type that is read, which the document
//! allows, and each call is answered in the document's own terms.

use acceptance::fixtures::fixtures;
use form_codegen::api::{Selector, TypeDef, TypeKind};
use form_codegen::mock::{self, TestData};
use form_mock::model::{Operation, Piece};

use super::support::Mock;

const FOLDERS: [&str; 4] = ["accept", "behaviour", "hostile", "over_loopback"];

/// Types of which no example is made that the document allows: there is none then. A boolean with one value is among what they demand, and a
/// type that holds itself without an end. A type that is missing here is worse than before; one that is too much is better.
const WITHOUT: [&str; 15] = [
    "accept/enum/booleans: Deleted",
    "accept/enum/integers: Holder",
    "accept/recursion/direct: Node",
    "accept/schema/constraints: Limited",
    "accept/schema/lists: Lists",
    "accept/schema/sizes_of_numbers: Sizes",
    "accept/union/tried_by_what_they_say: DeletedCustomer",
    "accept/webhook/callbacks_that_name_themselves: FailedPayload",
    "accept/webhook/told_by_one_value: Paid",
    "accept/webhook/told_by_one_value: OrderLostPayload",
    "behaviour/limits: Thing",
    "behaviour/limits: Labels",
    "behaviour/openapi31: Item",
    "behaviour/openapi31: Price",
    "behaviour/received: FailedPayload",
];

/// Whether values of a type are read by themselves.
fn is_read(def: &TypeDef) -> bool {
    let is_whole = match &def.kind {
        TypeKind::Struct(_) | TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => true,
        TypeKind::Union(union) => union.selector != Selector::Status,
        TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => false,
    };
    is_whole && def.usage.role().is_read()
}

/// The path of an operation, with the same value for each of its inputs.
fn target(operation: &Operation) -> String {
    let pieces = operation.path.iter().map(|piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Input(_) => "1".to_owned(),
    });
    format!("{}{}", operation.base, pieces.collect::<String>())
}

#[test]
fn each_fixture_has_examples_and_answers() {
    let (mut examples, mut answers) = (0, 0);
    let mut refused = Vec::new();
    for folder in FOLDERS {
        for fixture in fixtures(folder) {
            let (document, api, _) = fixture.lower(true);
            let data = TestData::of(&api, &document.spec);
            let types = api.types.iter().zip(&data.types);
            for (def, json) in types.filter(|(def, _)| is_read(def)) {
                match json {
                    Some(_) => examples += 1,
                    None => refused.push(format!("{folder}/{}: {}", fixture.name, def.name)),
                }
            }
            let mock = Mock::new(mock::model(&api, &document.spec));
            for operation in &mock.engine.model().operations {
                let (status, answer) = mock.send(&operation.method, &target(operation), "", b"");
                let name = format!("{folder}/{}: {}", fixture.name, operation.name);
                assert!(
                    status < 500 || status == operation.outcome.status,
                    "{name}: {status} {answer}"
                );
                answers += 1;
            }
        }
    }
    assert!(examples > 500 && answers > 300, "{examples}, {answers}");
    assert_eq!(refused, WITHOUT);
}
