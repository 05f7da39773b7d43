//! OpenAPI 3.1.

use crate::fixtures::{accepted, similar, twins};
use crate::later::said;

#[test]
fn every_accept_fixture_means_the_same_in_3_1() {
    let mut other = Vec::new();
    for (name, document) in accepted() {
        let (before, after) = (document.to_string(), said(&document).to_string());
        let same = std::panic::catch_unwind(|| similar(&before, &after));
        other.extend(same.is_err().then_some(name));
    }
    assert!(other.is_empty(), "{} fixtures: {other:?}", other.len());
}

#[test]
fn what_only_3_1_can_say_means_what_3_0_has_for_it() {
    twins("openapi31", "openapi: 3.1.0");
}
