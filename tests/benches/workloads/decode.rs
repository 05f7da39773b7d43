//! Decoding a dispute: the response that the vendor shows for "Update a dispute", where no evidence is given, and a full
//! one, with evidence, files, charge and PaymentIntent expanded.
//!
//! What always holds: ours and the derived peer read the same values. All read a slice of bytes, as a response is one.

use http::StatusCode;
use serde::de::IgnoredAny;
use serde_json::Value;
use stripe_disputes::{Dispute, Operation, UpdateDispute};

use super::exchange::DISPUTE;
use super::{Workload, derived};

const FULL: &str = include_str!("../data/dispute-full.json");

/// Ours and the peers, for both responses.
pub fn workloads() -> Vec<Workload> {
    [("reference", DISPUTE), ("full", FULL)]
        .into_iter()
        .flat_map(|(name, text)| of(name, text))
        .collect()
}

fn of(name: &str, text: &'static str) -> [Workload; 4] {
    let body = text.as_bytes();
    agree(&ours(body), &derive(body));
    [
        Workload::new(format!("{name}: ours"), move || ours(body)),
        Workload::new(format!("{name}: serde derive"), move || derive(body)),
        Workload::new(format!("{name}: serde_json::Value"), move || value(body)),
        // What serde_json takes to read the text and keep nothing: the least for any type that it decodes.
        Workload::new(format!("{name}: skipped"), move || skip(body)),
    ]
}

fn ours(body: &[u8]) -> Option<Dispute> {
    UpdateDispute::decode(StatusCode::OK, body).ok()
}

fn derive(body: &[u8]) -> Option<derived::Dispute> {
    serde_json::from_slice(body).ok()
}

fn value(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

fn skip(body: &[u8]) -> Option<IgnoredAny> {
    serde_json::from_slice(body).ok()
}

fn agree(ours: &Option<Dispute>, peer: &Option<derived::Dispute>) {
    let (Some(ours), Some(peer)) = (ours, peer) else {
        panic!("a response does not decode");
    };
    assert_eq!(ours.id.as_str(), peer.id);
    assert_eq!(ours.amount, peer.amount);
    assert_eq!(
        ours.evidence.uncategorized_text,
        peer.evidence.uncategorized_text
    );
    if let (Some(ours), Some(peer)) = (ours.charge.object(), peer.charge.object()) {
        // Ours has compared `object`, the peer keeps it.
        let kept = |(key, _): &(&String, &Value)| *key != "object";
        assert!(peer.other.iter().filter(kept).eq(&ours.extra));
    }
    assert_eq!(
        ours.balance_transactions.len(),
        peer.balance_transactions.len()
    );
    assert_eq!(ours.metadata, peer.metadata);
}
