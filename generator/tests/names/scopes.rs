//! Scopes keep names apart, whatever is asked of them.

use std::collections::HashSet;

use form_codegen::names::{Scope, field_ident, module_ident, spelled, type_ident, variant_ident};

#[test]
fn scopes_keep_names_apart() {
    let mut variants = Scope::variants();
    let mut claim =
        |text: &str| variants.claim(&[variant_ident(text), variant_ident(&spelled(text))]);
    assert_eq!(claim("a").ident.as_str(), "A");
    let second = claim("A");
    assert_eq!(
        (
            second.ident.as_str(),
            second.wished.as_str(),
            second.collided
        ),
        ("A2", "A", true)
    );
    assert_eq!(claim("a_b").ident.as_str(), "AB");
    assert_eq!(claim("a-b").ident.as_str(), "AMinusB");
    assert_eq!(claim("v1").ident.as_str(), "V1");
    assert_eq!(claim("V1").ident.as_str(), "V1_2");
    assert_eq!(claim("1").ident.as_str(), "V1_3");
}

#[test]
fn scopes_of_fields_know_keywords() {
    let mut fields = Scope::fields();
    assert_eq!(
        fields.claim(&[field_ident("type")]).ident.as_str(),
        "r#type"
    );
    assert_eq!(
        fields.claim(&[field_ident("Type")]).ident.as_str(),
        "type_2"
    );
    assert_eq!(
        fields.claim(&[field_ident("build")]).ident.as_str(),
        "build"
    );
    assert_eq!(
        fields.claim(&[field_ident("build")]).ident.as_str(),
        "build_2"
    );
    assert_eq!(fields.claim(&[field_ident("self")]).ident.as_str(), "self_");
    assert_eq!(
        fields.claim(&[field_ident("Self")]).ident.as_str(),
        "self_2"
    );
}

#[test]
fn scopes_of_types_and_modules_know_what_is_there() {
    let mut types = Scope::types();
    assert_eq!(
        types
            .claim(&[type_ident("list"), type_ident("list page")])
            .ident
            .as_str(),
        "ListPage"
    );
    assert_eq!(
        types.claim(&[type_ident("list")]).ident.as_str(),
        "ListModel"
    );
    assert_eq!(types.claim(&[type_ident("list")]).ident.as_str(), "List2");
    assert_eq!(types.claim(&[type_ident("error")]).ident.as_str(), "Error");
    assert_eq!(types.claim(&[type_ident("self")]).ident.as_str(), "Self_");
    assert_eq!(types.claim(&[type_ident("self")]).ident.as_str(), "Self2");
    assert_eq!(types.claim(&[]).ident.as_str(), "Empty");
    types.reserve("Disputes");
    assert!(!types.is_free(&type_ident("disputes")));

    let mut modules = Scope::modules();
    assert_eq!(
        modules.claim(&[module_ident("models")]).ident.as_str(),
        "models_"
    );
    assert_eq!(
        modules.claim(&[module_ident("Dispute")]).ident.as_str(),
        "dispute"
    );
    assert_eq!(
        modules.claim(&[module_ident("dispute")]).ident.as_str(),
        "dispute_2"
    );
}

#[test]
fn many_equal_claims_are_quick() {
    let mut types = Scope::types();
    let names: HashSet<String> = (0..20_000)
        .map(|_| {
            types
                .claim(&[type_ident("value")])
                .ident
                .as_str()
                .to_owned()
        })
        .collect();
    assert_eq!(names.len(), 20_000);
    assert!(names.contains("Value20000"));
}
