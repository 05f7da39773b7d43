//! Limits of the document, checked before anything is sent.
//!
//! In: requests at a limit, and one beyond it. Out: nothing, if the first are sent and the others are refused with every
//! violation, by its form key, its limit and the actual size; a value is never shown.

use stripe_disputes::{
    Actual, DisputeEvidenceParams, DisputedTransactionParams, Disputes, EnhancedEvidenceParams,
    FilePurpose, Files, InvalidRequest, Limit, Operation, PriorUndisputedTransactionParams,
    ShippingAddressParams, UpdateDispute, VisaCompellingEvidence3Params,
};

fn update(evidence: DisputeEvidenceParams) -> UpdateDispute {
    Disputes::update("dp_1").evidence(evidence)
}

fn compelling(evidence: VisaCompellingEvidence3Params) -> UpdateDispute {
    let enhanced = EnhancedEvidenceParams::new().visa_compelling_evidence_3(evidence);
    update(DisputeEvidenceParams::new().enhanced_evidence(enhanced))
}

fn disputed(transaction: DisputedTransactionParams) -> UpdateDispute {
    compelling(VisaCompellingEvidence3Params::new().disputed_transaction(transaction))
}

#[track_caller]
fn refused(request: &impl Operation) -> InvalidRequest {
    request.to_request().unwrap_err()
}

#[track_caller]
fn assert_sent(request: &impl Operation) {
    request.to_request().unwrap();
}

/// An evidence field that holds text: its setter, its form key and its limit.
type TextField = (
    fn(DisputeEvidenceParams, String) -> DisputeEvidenceParams,
    &'static str,
    usize,
);

macro_rules! fields {
    ($($name:ident $limit:literal)*) => {
        [$((|all, text| all.$name(text), concat!("evidence[", stringify!($name), "]"), $limit)),*]
    };
}

/// All evidence fields that hold text.
const TEXTS: [TextField; 18] = fields! {
    access_activity_log 20_000
    billing_address 5_000
    cancellation_policy_disclosure 20_000
    cancellation_rebuttal 20_000
    customer_email_address 5_000
    customer_name 5_000
    customer_purchase_ip 5_000
    duplicate_charge_explanation 20_000
    duplicate_charge_id 5_000
    product_description 20_000
    refund_policy_disclosure 20_000
    refund_refusal_explanation 20_000
    service_date 5_000
    shipping_address 5_000
    shipping_carrier 5_000
    shipping_date 5_000
    shipping_tracking_number 5_000
    uncategorized_text 20_000
};

#[test]
fn text_fields_are_measured_in_characters() {
    for (set, key, limit) in TEXTS {
        for character in ["x", "é", "\u{1f600}", "\n", "&"] {
            assert_sent(&update(set(
                DisputeEvidenceParams::new(),
                character.repeat(limit),
            )));
            let beyond = set(DisputeEvidenceParams::new(), character.repeat(limit + 1));
            assert_eq!(
                refused(&update(beyond)).to_string(),
                format!("{key}: {} characters, at most {limit} allowed", limit + 1)
            );
        }
    }
    // What looks like one character may be several of Unicode's.
    let family = "\u{1f468}\u{200d}\u{1f469}".repeat(6_667);
    let error = refused(&update(
        DisputeEvidenceParams::new().uncategorized_text(family),
    ));
    assert!(error.to_string().contains("20001 characters"), "{error}");
}

/// The longest evidence that keeps the limit of each field.
fn longest(total: usize) -> DisputeEvidenceParams {
    let mut left = total;
    // Ids are not text.
    let texts = TEXTS
        .iter()
        .filter(|(_, key, _)| *key != "evidence[duplicate_charge_id]");
    texts.fold(DisputeEvidenceParams::new(), |all, (set, _, limit)| {
        let length = left.min(*limit);
        left -= length;
        match length {
            0 => all,
            length => set(all, "\u{1f600}".repeat(length)),
        }
    })
}

#[test]
fn all_texts_together_are_measured_as_well() {
    assert_sent(&update(longest(150_000)));
    let error = refused(&update(longest(150_001)));
    assert_eq!(
        error.to_string(),
        "evidence: 150001 characters, at most 150000 allowed in all fields together"
    );
    assert_eq!(error.violations[0].limit, Limit::MaxTotalLength(150_000));
    // The ids of files are not text.
    assert_sent(&update(
        longest(150_000)
            .receipt("file_1")
            .uncategorized_file("file_2"),
    ));
}

#[test]
fn device_identifiers_have_a_least_length() {
    let key = "evidence[enhanced_evidence][visa_compelling_evidence_3][disputed_transaction]";
    let fingerprint = |length| {
        let transaction = DisputedTransactionParams::new();
        disputed(transaction.customer_device_fingerprint("\u{1f600}".repeat(length)))
    };
    assert_sent(&fingerprint(20));
    for length in [0, 1, 5, 19] {
        let s = if length == 1 { "" } else { "s" };
        assert_eq!(
            refused(&fingerprint(length)).to_string(),
            format!(
                "{key}[customer_device_fingerprint]: {length} character{s}, at least 20 allowed"
            )
        );
    }
    let device = |length| {
        let transaction = DisputedTransactionParams::new();
        disputed(transaction.customer_device_id("x".repeat(length)))
    };
    assert_sent(&device(15));
    assert!(
        refused(&device(14))
            .to_string()
            .contains("[customer_device_id]: 14 characters")
    );
    // To clear is not to set something short.
    let cleared = DisputedTransactionParams::new()
        .clear_customer_device_fingerprint()
        .clear_customer_device_id();
    assert_sent(&disputed(cleared));
}

const EMPTY: &str = "an empty value would count as none, or as the wish to clear: leave it out, or clear it explicitly";

/// An empty text would clear without saying so, and so would an empty id.
#[test]
fn nothing_is_cleared_by_an_empty_text() {
    let silent = DisputeEvidenceParams::new().customer_name("").receipt("");
    assert_eq!(
        refused(&update(silent)).to_string(),
        format!("evidence[customer_name]: {EMPTY}\nevidence[receipt]: {EMPTY}")
    );
    let silent = DisputedTransactionParams::new()
        .customer_account_id("")
        .merchandise_or_services("");
    let error = refused(&disputed(silent));
    let keys: Vec<&str> = error
        .violations
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    let transaction =
        "evidence[enhanced_evidence][visa_compelling_evidence_3][disputed_transaction]";
    let fields = ["customer_account_id", "merchandise_or_services"];
    assert_eq!(keys, fields.map(|field| format!("{transaction}[{field}]")));
    assert!(error.violations.iter().all(|one| one.limit == Limit::Empty));
}

/// A filter by nothing would list everybody's disputes, and a cursor of nothing start again.
#[test]
fn a_filter_says_something() {
    let list = Disputes::list()
        .charge("")
        .payment_intent("")
        .starting_after("")
        .ending_before("");
    let keys = [
        "charge",
        "ending_before",
        "payment_intent",
        "starting_after",
    ];
    let lines = keys.map(|key| format!("{key}: {EMPTY}"));
    assert_eq!(refused(&list).to_string(), lines.join("\n"));
    let error = refused(&Files::list().purpose(FilePurpose::from("")));
    assert_eq!(error.to_string(), format!("purpose: {EMPTY}"));
    assert_sent(&Disputes::list().expand([]));
}

#[test]
fn paths_to_expand_are_at_most_5000_characters() {
    let path = |length: usize| format!("data.{}", "x".repeat(length - 5));
    let (longest, beyond) = (path(5_000), path(5_001));
    let said = "expand[1]: 5001 characters, at most 5000 allowed";
    assert_sent(&Disputes::list().expand([longest]));
    assert_eq!(
        refused(&Disputes::list().expand(["charge", &beyond])).to_string(),
        said
    );
    assert_eq!(
        refused(&Disputes::retrieve("dp_1").expand(["charge", &beyond])).to_string(),
        said
    );
    assert_eq!(
        refused(&Disputes::update("dp_1").expand(["charge", &beyond])).to_string(),
        said
    );
    assert_eq!(
        refused(&Disputes::close_irreversibly("dp_1").expand(["charge", &beyond])).to_string(),
        said
    );
}

#[test]
fn prior_transactions_are_two() {
    let prior = |count| {
        let prior = (0..count).map(|n| PriorUndisputedTransactionParams::new(format!("ch_{n}")));
        compelling(VisaCompellingEvidence3Params::new().prior_undisputed_transactions(prior))
    };
    assert_sent(&prior(2));
    for (count, said) in [
        (0, "0 elements, at least 2 allowed"),
        (1, "1 element, at least 2 allowed"),
        (3, "3 elements, at most 2 allowed"),
    ] {
        assert_eq!(
            refused(&prior(count)).to_string(),
            format!(
                "evidence[enhanced_evidence][visa_compelling_evidence_3]\
                 [prior_undisputed_transactions]: {said}"
            )
        );
    }
}

/// The vendor allows 5,000 characters in every text, also where it recommends two letters.
#[test]
fn texts_of_compelling_evidence_are_at_most_5000_characters() {
    let transaction = |text: &str| {
        let address = ShippingAddressParams::new()
            .city(text)
            .country(text)
            .line1(text)
            .line2(text)
            .postal_code(text)
            .state(text);
        let transaction = DisputedTransactionParams::new()
            .customer_account_id(text)
            .customer_device_fingerprint(text)
            .customer_device_id(text)
            .customer_email_address(text)
            .customer_purchase_ip(text)
            .product_description(text)
            .shipping_address(address.clone());
        let prior = PriorUndisputedTransactionParams::new("ch_1")
            .customer_account_id(text)
            .customer_device_fingerprint(text)
            .customer_device_id(text)
            .customer_email_address(text)
            .customer_purchase_ip(text)
            .product_description(text)
            .shipping_address(address);
        let evidence = VisaCompellingEvidence3Params::new().disputed_transaction(transaction);
        compelling(evidence.prior_undisputed_transactions([prior.clone(), prior]))
    };
    assert_sent(&transaction(&"é".repeat(5_000)));
    let error = refused(&transaction(&"é".repeat(5_001)));
    assert_eq!(error.violations.len(), 3 * 12);
    for violation in error.violations {
        assert_eq!(violation.limit, Limit::MaxLength(5_000), "{violation}");
        assert_eq!(violation.actual, Actual::Characters(5_001), "{violation}");
    }
}

#[test]
fn pages_have_1_to_100_items() {
    for limit in [1, 10, 100] {
        assert_sent(&Disputes::list().limit(limit));
        assert_sent(&Files::list().limit(limit));
    }
    for (limit, said) in [
        (0, "limit: 0, at least 1 allowed"),
        (-1, "limit: -1, at least 1 allowed"),
        (101, "limit: 101, at most 100 allowed"),
        (i64::MIN, "limit: -9223372036854775808, at least 1 allowed"),
    ] {
        assert_eq!(refused(&Disputes::list().limit(limit)).to_string(), said);
        assert_eq!(refused(&Files::list().limit(limit)).to_string(), said);
    }
}

#[test]
fn ids_are_at_most_5000_characters() {
    let (longest, beyond) = ("\u{1f600}".repeat(5_000), "x".repeat(5_001));
    assert_sent(&Disputes::retrieve(&longest));
    assert_sent(&Disputes::list().charge("x".repeat(5_000)));
    let said = "5001 characters, at most 5000 allowed";
    let list = Disputes::list()
        .charge(&beyond)
        .payment_intent(&beyond)
        .starting_after(&beyond)
        .ending_before(&beyond);
    let keys = [
        "charge",
        "ending_before",
        "payment_intent",
        "starting_after",
    ];
    let lines = keys.map(|key| format!("{key}: {said}"));
    assert_eq!(refused(&list).to_string(), lines.join("\n"));
    for error in [
        refused(&Disputes::retrieve(&beyond)),
        refused(&Disputes::update(&beyond)),
        refused(&Disputes::close_irreversibly(&beyond)),
    ] {
        assert_eq!(error.to_string(), format!("dispute: {said}"));
    }
}

/// An address is limited by the `http` crate; no server takes one as long.
#[test]
fn addresses_that_no_client_can_hold_are_refused() {
    let longest = "\u{1f600}".repeat(5_000);
    let list = Disputes::list().charge(&longest).payment_intent(&longest);
    let error = refused(&list).to_string();
    assert!(error.starts_with("address: "), "{error}");
    assert!(!error.contains("%F0"), "{error}");
}

/// An empty value would unset the key, and an empty map would unset all: neither happens by accident.
#[test]
fn every_violation_is_listed_and_no_value() {
    let secret = |length: usize| {
        "secret"
            .repeat(length)
            .chars()
            .take(length)
            .collect::<String>()
    };
    let address = ShippingAddressParams::new().country(secret(5_001));
    let prior = PriorUndisputedTransactionParams::new("ch_secret")
        .customer_device_id(secret(2))
        .shipping_address(address);
    let evidence = TEXTS
        .iter()
        .fold(DisputeEvidenceParams::new(), |all, (set, _, limit)| {
            set(all, secret(limit + 1))
        });
    let enhanced = EnhancedEvidenceParams::new().visa_compelling_evidence_3(
        VisaCompellingEvidence3Params::new()
            .disputed_transaction(
                DisputedTransactionParams::new().customer_device_fingerprint(secret(7)),
            )
            .prior_undisputed_transactions([prior]),
    );
    let request = Disputes::update("..")
        .evidence(evidence.enhanced_evidence(enhanced))
        .metadata([("order_id", "")]);
    let error = refused(&request);
    let (shown, debugged) = (error.to_string(), format!("{error:?}"));
    assert!(!shown.contains("secret"), "{shown}");
    assert!(!debugged.contains("secret"), "{debugged}");
    assert_eq!(error.violations.len(), shown.lines().count());
    let keys: Vec<&str> = error
        .violations
        .iter()
        .map(|all| all.key.as_str())
        .collect();
    let mut expected: Vec<&str> = TEXTS.iter().map(|(_, key, _)| *key).collect();
    let compelling = "evidence[enhanced_evidence][visa_compelling_evidence_3]";
    let nested = [
        "[disputed_transaction][customer_device_fingerprint]",
        "[prior_undisputed_transactions]",
        "[prior_undisputed_transactions][0][customer_device_id]",
        "[prior_undisputed_transactions][0][shipping_address][country]",
    ]
    .map(|key| format!("{compelling}{key}"));
    expected.extend(nested.iter().map(String::as_str));
    expected.extend(["evidence", "metadata[order_id]", "dispute"]);
    assert_eq!(keys, expected);
}
