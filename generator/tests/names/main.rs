//! Every text gives an identifier that Rust takes without a warning, and scopes keep them apart.

mod measure;
mod methods;
mod nasty;
mod places;
mod scopes;

use form_codegen::names::{
    PackageFault, field_ident, join, module_ident, package_fault, package_ident, singular, spelled,
    type_ident, variant_ident, words,
};

#[test]
fn words_are_split_at_case_symbols_and_blanks() {
    let cases: &[(&str, &[&str])] = &[
        ("customer_purchase_ip", &["customer", "purchase", "ip"]),
        (
            "evidence[enhanced][visa.ce3]",
            &["evidence", "enhanced", "visa", "ce3"],
        ),
        ("BalanceTransaction", &["balance", "transaction"]),
        ("SMSUrl", &["sms", "url"]),
        ("callbackURLs", &["callback", "urls"]),
        ("APIs", &["apis"]),
        ("x509Cert", &["x509", "cert"]),
        ("Größe café", &["grosse", "cafe"]),
        ("a\u{202e}b\0c", &["a", "b", "c"]),
        ("<id>", &["id"]),
        ("_links", &["links"]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(words(text), *expected, "{text:?}");
    }
}

#[test]
fn types_and_variants_are_upper_camel_case() {
    let cases = [
        ("visa_compelling_evidence_3", "VisaCompellingEvidence3"),
        ("", "Empty"),
        ("*", "Asterisk"),
        ("-", "Minus"),
        ("+1", "Plus1"),
        ("-1", "Minus1"),
        ("+created", "PlusCreated"),
        ("-created", "MinusCreated"),
        ("1.0", "V1_0"),
        ("10", "V10"),
        ("2024-01-31", "V2024_01_31"),
        ("3d_secure", "V3dSecure"),
        ("self", "Self_"),
        ("type", "Type"),
        ("application/json", "ApplicationJson"),
        (">=", "GreaterEqual"),
        ("<10", "Less10"),
        ("!=", "NotEqual"),
        ("A+", "APlus"),
        ("日本", "RiBen"),
        (" ", "Space"),
        ("\"};", "QuoteRightBraceSemicolon"),
    ];
    for (text, expected) in cases {
        assert_eq!(type_ident(text).as_str(), expected, "{text:?}");
        assert_eq!(variant_ident(text).as_str(), expected, "{text:?}");
    }
}

#[test]
fn fields_are_snake_case_and_raw_where_they_must() {
    let cases = [
        ("product_description", "product_description"),
        ("type", "r#type"),
        ("gen", "r#gen"),
        ("self", "self_"),
        ("Self", "self_"),
        ("super", "super_"),
        ("crate", "crate_"),
        ("_", "underscore"),
        ("", "empty"),
        ("+1", "plus_1"),
        ("2fa", "v2fa"),
        ("StartTime>", "start_time_greater"),
        ("X-Request-Id", "x_request_id"),
        ("created[gte]", "created_gte"),
    ];
    for (text, expected) in cases {
        assert_eq!(field_ident(text).as_str(), expected, "{text:?}");
    }
}

#[test]
fn modules_are_files_on_every_system() {
    let cases = [
        ("Dispute", "dispute"),
        ("mod", "mod_"),
        ("lib", "lib_"),
        ("type", "type_"),
        ("CON", "con_"),
        ("lpt1", "lpt1_"),
        ("com", "com"),
        ("self", "self_"),
        ("2fa", "v2fa"),
    ];
    for (text, expected) in cases {
        assert_eq!(module_ident(text).as_str(), expected, "{text:?}");
    }
}

#[test]
fn packages_are_kebab_case() {
    let cases = [
        ("Stripe Disputes API", "stripe-disputes-api"),
        ("Twilio - Api", "twilio-api"),
        ("", "api-client"),
        ("Test", "test-client"),
        ("nul", "nul-client"),
        ("async", "async-client"),
        ("3D", "v3d"),
        ("Tokio", "tokio-client"),
        ("Serde JSON", "serde-json-client"),
    ];
    for (title, expected) in cases {
        assert_eq!(package_ident(title), expected, "{title:?}");
    }
    assert!(package_ident(&"long ".repeat(50)).len() <= 64);
}

#[test]
fn names_of_packages_are_checked() {
    use PackageFault::{Dependency, Reserved, Spelling};
    let long = "a".repeat(65);
    let cases = [
        (
            None,
            &[
                "stripe-disputes",
                "a",
                "a_b-2",
                "Abc",
                "tower",
                "models",
                "client",
            ] as &[_],
        ),
        (
            Some(Spelling),
            &["", "2a", "-a", "_a", "a b", "a\"b", "é", "a/b", &long],
        ),
        (
            Some(Reserved),
            &[
                "fn", "self", "Self", "gen", "type", "std", "core", "alloc", "test",
            ],
        ),
        (
            Some(Reserved),
            &[
                "proc-macro",
                "proc_macro",
                "con",
                "NUL",
                "com1",
                "deps",
                "build",
            ],
        ),
        // Of what the crate needs in any case, and of what any of its features brings.
        (
            Some(Dependency),
            &[
                "bytes",
                "http",
                "serde",
                "serde_json",
                "serde-json",
                "Serde",
            ],
        ),
        (
            Some(Dependency),
            &[
                "hyper",
                "hyper-util",
                "hyper_util",
                "tokio",
                "rustls",
                "ureq",
                "reqwest",
            ],
        ),
        (
            Some(Dependency),
            &["tracing", "hmac", "webpki_roots", "tower-service", "log"],
        ),
    ];
    for (fault, names) in cases {
        for name in names {
            assert_eq!(package_fault(name), fault, "{name:?}");
        }
    }
}

#[test]
fn no_package_is_named_as_a_dependency_of_the_runtime() {
    let manifest = include_str!("../../runtime/Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let lines = dependencies
        .lines()
        // The test server is a module of generated crates.
        .filter(|line| !line.starts_with('#') && !line.starts_with("form-mock "))
        .filter_map(|line| line.split_once([' ', '.']));
    let names: Vec<&str> = lines.map(|(name, _)| name).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert_eq!(
            package_fault(name),
            Some(PackageFault::Dependency),
            "{name}"
        );
    }
}

#[test]
fn compound_names_are_glued() {
    let glued = |parts: &[&str]| type_ident(&join(parts)).to_string();
    assert_eq!(glued(&["Dispute", "evidence"]), "DisputeEvidence");
    assert_eq!(
        glued(&["dispute", "", "enhanced_evidence"]),
        "DisputeEnhancedEvidence"
    );
    assert_eq!(glued(&["v1", "2fa"]), "V1_2fa");
    assert_eq!(type_ident(&join(&["2fa", "1.0"])).as_str(), "V2fa1_0");
    assert_eq!(spelled("a-b"), "a_minus_b");
    assert_eq!(spelled("$ref"), "dollar_ref");
}

#[test]
fn singulars() {
    let cases = [
        ("disputes", "dispute"),
        ("addresses", "address"),
        ("entries", "entry"),
        ("statuses", "status"),
        ("status", "status"),
        ("address", "address"),
        ("boxes", "box"),
        ("matches", "match"),
        ("series", "series"),
        ("data", "data"),
        ("metadata", "metadata"),
        ("analyses", "analysis"),
        ("movies", "movie"),
        ("DisputeEntries", "DisputeEntry"),
        ("line_items", "line_item"),
        ("BOXES", "BOX"),
        ("taxes", "tax"),
        ("cases", "case"),
        ("databases", "database"),
        ("licenses", "license"),
        ("houses", "house"),
        ("purchases", "purchase"),
        ("caches", "cache"),
        ("basis", "basis"),
        ("axes", "axis"),
        ("people", "person"),
        ("indices", "index"),
        ("indexes", "index"),
        ("keys", "key"),
        ("days", "day"),
        ("ids", "id"),
        ("apis", "api"),
        ("sms", "sms"),
        ("canvas", "canvas"),
        ("business", "business"),
        ("businesses", "business"),
        ("ties", "tie"),
        ("uses", "use"),
        ("buses", "bus"),
        ("bus", "bus"),
        ("", ""),
        ("s", "s"),
        ("ss", "ss"),
        ("archives", "archive"),
        ("types", "type"),
        ("fees", "fee"),
        ("quotes", "quote"),
        ("prices", "price"),
        ("payouts", "payout"),
        ("balance", "balance"),
        ("SMS", "SMS"),
        ("Terminals", "Terminal"),
        ("events/", "events/"),
        ("é", "é"),
        ("classes", "class"),
        ("plus", "plus"),
        ("invoices", "invoice"),
        ("warehouses", "warehouse"),
        ("AccountIDs", "AccountID"),
        ("APIs", "API"),
    ];
    for (many, one) in cases {
        assert_eq!(singular(many), one, "{many:?}");
    }
}
