//! What `Debug` shows of requests, responses and events: enough to find a call again, and nothing of a customer.
//!
//! In: the generated crate, with texts of which none may be in a log. Out: nothing, if none is, unless all is asked for.

use std::collections::BTreeSet;
use std::fmt::Debug;

use acceptance::fixtures::fixtures;
use serde_json::{Value, json};
use stripe_disputes::webhooks::Event;
use stripe_disputes::{
    BalanceTransactionSource, Client, DebugFull, Dispute, DisputeEvidenceParams, DisputeList,
    Disputes, FileUploadPurpose, Files, Upload,
};

const DISPUTE: &str = include_str!("../wire/dispute.json");

/// The short form and the full one, each in one line and in several.
fn shown(value: &impl Debug) -> (String, String) {
    let short = format!("{value:?}\n{value:#?}");
    let full = format!("{value:-?}\n{value:-#?}");
    let wrapped = value.debug_full();
    assert_eq!(format!("{wrapped:?}\n{wrapped:#?}"), full);
    (short, full)
}

fn evidence() -> DisputeEvidenceParams {
    DisputeEvidenceParams::new()
        .customer_name("Jane Austen")
        .customer_email_address("jane@example.com")
        .receipt("file_1")
}

#[test]
fn requests() {
    let update = Disputes::update("dp_1")
        .evidence(evidence())
        .metadata([("Jane's", "order")])
        .stage();
    let (short, full) = shown(&update);
    for private in ["Jane", "example.com", "order"] {
        assert!(!short.contains(private), "{private} in {short}");
        assert!(full.contains(private), "{private} is missing in {full}");
    }
    for expected in [
        r#"UpdateDispute { dispute: "dp_1", evidence: Some(DisputeEvidenceParams {"#,
        "customer_name: Some(Set(<11 characters>))",
        "customer_purchase_ip: None",
        r#"receipt: Some(Set("file_1"))"#,
        "metadata: Some(<1 change>)",
        "submit: Some(false)",
    ] {
        assert!(short.contains(expected), "{expected} is missing in {short}");
    }
}

#[test]
fn uploads() {
    let file = Upload::new("jane-austen.pdf", "Jane Austen").content_type("application/pdf");
    let create = Files::create(file, FileUploadPurpose::DisputeEvidence);
    let (short, full) = shown(&create);
    assert!(!short.contains("ane"), "{short}");
    assert!(short.contains("file_name: <15 characters>"), "{short}");
    assert!(full.contains("jane-austen.pdf"), "{full}");
    // Not in a log of any kind.
    assert!(!full.contains("Jane Austen"), "{full}");
}

/// The texts in JSON; ids are none, and neither are the values of enums, which have no space.
fn texts<'a>(json: &'a Value, found: &mut BTreeSet<&'a str>) {
    match json {
        Value::String(text) if text.contains(' ') => {
            found.insert(text);
        }
        Value::Array(elements) => elements.iter().for_each(|json| texts(json, found)),
        Value::Object(members) => members.values().for_each(|json| texts(json, found)),
        _ => {}
    }
}

const IDS: [&str; 10] = [
    "cancellation_policy",
    "customer_communication",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_id",
    "receipt",
    "refund_policy",
    "service_documentation",
    "shipping_documentation",
    "uncategorized_file",
];

/// A dispute in which every text of the evidence is one that can be told from others.
fn dispute() -> Value {
    let mut dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    let evidence = dispute["evidence"].as_object_mut().unwrap();
    for (name, value) in evidence {
        // Ids are shown.
        let text = if IDS.contains(&name.as_str()) {
            format!("id_{name}")
        } else {
            format!("private {name}")
        };
        if *value == Value::Null || value.is_string() {
            *value = json!(text);
        }
    }
    dispute["metadata"] = json!({"private key": "private value"});
    dispute
}

#[test]
fn responses() {
    let json = dispute();
    let mut private = BTreeSet::new();
    texts(&json, &mut private);
    assert!(private.len() > 15, "{private:?}");
    let dispute: Dispute = serde_json::from_value(json.clone()).unwrap();
    let (short, full) = shown(&dispute);
    let in_full = private.iter().filter(|text| full.contains(**text)).count();
    assert_eq!(in_full, private.len());
    assert_eq!(private.iter().find(|text| short.contains(**text)), None);
    assert!(!short.contains("private"), "{short}");
    for expected in [
        dispute.id.as_str(),
        "amount: ",
        "status: WarningNeedsResponse",
        "metadata: <1 entry>",
    ] {
        assert!(short.contains(expected), "{expected} is missing in {short}");
    }

    let page = json!({"object": "list", "data": [json], "has_more": false, "url": "/v1/private"});
    let page: DisputeList = serde_json::from_value(page).unwrap();
    let (short, full) = shown(&page);
    assert!(
        !short.contains("private") && full.contains("/v1/private"),
        "{short}"
    );
}

/// A type that the document does not have is JSON, and nobody knows what that holds.
#[test]
fn what_is_unknown() {
    let unknown = json!({"object": "later", "id": "x_1", "name": "Jane Austen"});
    let source: BalanceTransactionSource = serde_json::from_value(unknown.clone()).unwrap();
    let (short, full) = shown(&source);
    assert_eq!(short, "Unknown(<3 entries>)\nUnknown(\n    <3 entries>,\n)");
    assert!(full.contains("Jane Austen"), "{full}");
    let (short, full) = shown(&Event::Unknown(unknown));
    assert!(!short.contains("Jane") && full.contains("Jane"), "{short}");
}

/// A failed assertion can show what differs.
#[test]
fn what_shows_all_can_be_compared() {
    let (one, other) = (evidence(), evidence().customer_name("John Austen"));
    assert_eq!(format!("{one:?}"), format!("{other:?}"));
    assert_ne!(one.debug_full(), other.debug_full());
    assert_eq!(one.debug_full(), evidence().debug_full());
}

/// What is asked of whoever prints a client does not change: a secret is never shown.
#[test]
fn secrets_are_in_no_form() {
    let builder = || Client::builder("sk_test_private");
    let client = builder().build_blocking().unwrap();
    for text in [shown(&builder()), shown(&client)] {
        assert!(!format!("{text:?}").contains("sk_test_private"), "{text:?}");
    }
}

/// What stands before each field of a struct.
const FIELD: &str = "(\"";

/// What the `impl Debug` of a type shows, without spaces.
fn emitted(file: &str, name: &str, separator: &str) -> Vec<String> {
    let start = format!("impl fmt::Debug for {name} ");
    let (_, body) = file.split_once(&start).unwrap();
    let (body, _) = body.split_once("\n}\n").unwrap();
    let body: String = body.split_whitespace().collect();
    // A struct's fields stand in a table, an enum's variants are shown one by one.
    let end = body.find("],)").or_else(|| body.find(".finish()")).unwrap();
    let body = &body[..end];
    let shown = body.split(separator).skip(1);
    shown.map(str::to_owned).collect()
}

#[test]
fn what_is_shown_follows_from_the_type() {
    let mut fixtures = fixtures("accept").into_iter();
    let fixture = fixtures.find(|one| one.name == "schema/what_debug_shows");
    let files = fixture.unwrap().generate(false).files;
    let models = &files["src/models/thing/wire.rs"];
    let expected = [
        r#"id",&self.id),"#,
        r#"name",&Private(&self.name)),"#,
        r#"price",&self.price),"#,
        r#"prices",&self.prices),"#,
        r#"born",&Private(&self.born)),"#,
        r#"at",&self.at),"#,
        r#"state",&self.state),"#,
        r#"token",&"[redacted]"),"#,
        r#"tokens",&"[redacted]"),"#,
        r#"names",&Private(&self.names)),"#,
        r#"by_name",&Private(&self.by_name)),"#,
        r#"lists",&Private(&self.lists)),"#,
        r#"maps",&Private(&self.maps)),"#,
        r#"anything",&Private(&self.anything)),"#,
        r#"size",&self.size),"#,
        r#"either",&self.either),"#,
        r#"extra",&Private(&self.extra)),"#,
    ];
    assert_eq!(emitted(models, "Thing", FIELD), expected);
    let either = emitted(models, "ThingEither", "(value)=>");
    assert_eq!(either[0], r#"("Integer",value),Self::Text"#);
    assert_eq!(either[1], r#"("Text",&Private(value)),Self::Size"#);
    let size = &files["src/models/size.rs"];
    assert!(size.contains("#[derive(Clone, Debug, Default, PartialEq)]"));

    let requests = &files["src/resources/things/wire.rs"];
    let expected = [
        r#"password",&"[redacted]"),"#,
        // These show themselves by their number.
        r#"labels",&self.labels),"#,
        r#"nested",&self.nested),"#,
        r#"tags",&Private(&self.tags)),"#,
        r#"steps",&self.steps),"#,
        r#"note",&Private(&self.note)),"#,
        r#"extra",&self.extra),"#,
    ];
    assert_eq!(emitted(requests, "CreateThing", FIELD), expected);
    let response = emitted(requests, "ListThingsResponse", "=>");
    assert_eq!(
        response[1],
        r#"("Accepted",&Private(value)),Self::NoContent"#
    );
    let (_, delete) = files["src/resources/things.rs"]
        .split_once("What [`Things::delete`]")
        .unwrap();
    assert!(delete.contains("#[derive(Clone, Debug)]"));
}
