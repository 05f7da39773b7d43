//! Whatever text goes in comes out at the server.
//!
//! In: thousands of random texts, the same on every run. Out: nothing, if a decoder that shares no code with the encoder
//! finds in each request exactly what was put into it.

use acceptance::random::Random;
use acceptance::sent::Sent;
use stripe_disputes::{
    DisputeEvidenceParams, DisputeExpand, DisputedTransactionParams, Disputes,
    EnhancedEvidenceParams, Files, Operation, VisaCompellingEvidence3Params,
};

const CASES: usize = 3_000;

/// An id that is a path segment of its own.
fn id(random: &mut Random) -> String {
    let id = random.text(24);
    if matches!(id.as_str(), "" | "." | "..") {
        "dp_1".to_owned()
    } else {
        id
    }
}

#[test]
fn evidence_and_metadata_arrive() {
    let mut random = Random::new(1);
    for _ in 0..CASES {
        let (id, name, text) = (id(&mut random), random.text(40), random.text(200));
        let (account, path) = (random.text(30), random.text(20));
        let mut metadata: Vec<(String, String)> = Vec::new();
        for _ in 0..random.below(5) {
            let (key, value) = (random.text(12), random.text(30));
            if !metadata.iter().any(|(known, _)| *known == key) {
                metadata.push((key, value));
            }
        }
        let transaction = match account.as_str() {
            "" => DisputedTransactionParams::new().clear_customer_account_id(),
            account => DisputedTransactionParams::new().customer_account_id(account),
        };
        let enhanced = EnhancedEvidenceParams::new().visa_compelling_evidence_3(
            VisaCompellingEvidence3Params::new().disputed_transaction(transaction),
        );
        let evidence = DisputeEvidenceParams::new().enhanced_evidence(enhanced);
        let evidence = match name.as_str() {
            "" => evidence.clear_customer_name(),
            name => evidence.customer_name(name),
        };
        let evidence = match text.as_str() {
            "" => evidence.clear_uncategorized_text(),
            text => evidence.uncategorized_text(text),
        };
        let mut update = Disputes::update(&id)
            .evidence(evidence)
            .expand([DisputeExpand::Other(path.clone())]);
        let mut expected = vec![
            ("evidence[customer_name]".to_owned(), name),
            ("evidence[uncategorized_text]".to_owned(), text),
            (
                "evidence[enhanced_evidence][visa_compelling_evidence_3][disputed_transaction]\
                 [customer_account_id]"
                    .to_owned(),
                account,
            ),
            ("expand[0]".to_owned(), path),
        ];
        for (key, value) in metadata {
            update = match value.as_str() {
                "" => update.unset_metadata(&key),
                value => update.metadata([(&key, value)]),
            };
            expected.push((format!("metadata[{key}]"), value));
        }
        let request = update.to_request().unwrap();
        assert!(request.body().is_ascii());
        let sent = Sent::read(&request);
        assert_eq!(sent.segments, ["v1", "disputes", &id]);
        assert_eq!(sent.body, expected);
    }
}

#[test]
fn ids_and_filters_arrive() {
    let mut random = Random::new(2);
    for _ in 0..CASES {
        let (id, charge, cursor) = (id(&mut random), random.text(60), random.text(60));
        // An empty one is refused.
        let [charge, cursor] = [charge, cursor].map(|text| match text.as_str() {
            "" => "x".to_owned(),
            _ => text,
        });
        let close = Sent::read(&Disputes::close_irreversibly(&id).to_request().unwrap());
        assert_eq!(close.segments, ["v1", "disputes", &id, "close"]);
        let file = Sent::read(&Files::retrieve(&id).to_request().unwrap());
        assert_eq!(file.segments, ["v1", "files", &id]);
        let list = Disputes::list().charge(&charge).starting_after(&cursor);
        let expected = [
            ("charge".to_owned(), charge),
            ("starting_after".to_owned(), cursor),
        ];
        assert_eq!(Sent::read(&list.to_request().unwrap()).query, expected);
    }
}

#[test]
fn times_arrive() {
    let mut random = Random::new(3);
    for _ in 0..CASES {
        let (high, low) = (random.below(u32::MAX), random.below(u32::MAX));
        let number = (u64::from(high) << 33 | u64::from(low)).cast_signed();
        for number in [
            number,
            number.wrapping_neg(),
            number % 1_000,
            i64::MIN,
            i64::MAX,
        ] {
            let list = Disputes::list().created(number).to_request().unwrap();
            let expected = [("created".to_owned(), number.to_string())];
            assert_eq!(Sent::read(&list).query, expected);
        }
    }
}
