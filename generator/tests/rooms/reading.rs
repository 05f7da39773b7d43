//! Lowering reads what the source made of a document, and neither its text nor its raw value.
//!
//! In: the sources of `lower/`. Out: what in them would read past [`form_codegen::spec`]. What always holds: comments do not
//! count.

use std::fs;

use super::generator;
use super::imports::files;

#[test]
fn lowering_reads_the_spec_alone() {
    let lower = generator().join("lower");
    let mut found = Vec::new();
    for file in files(&lower) {
        let text = fs::read_to_string(lower.join(&file)).unwrap();
        let code = text.lines().filter(|line| !line.trim().starts_with("//"));
        for line in code {
            let past = ["openapiv3", "source::", "\"$ref", "document.value"];
            if past.into_iter().any(|word| line.contains(word)) {
                found.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
