//! The example does what it says, and the API is left as it should be.
//!
//! In: the example itself. Out: nothing, if it tells what is in the snapshot, each dispute was submitted once, and what
//! failed was repeated with the same body under the same key.

#[path = "../examples/respond.rs"]
#[allow(dead_code)]
mod respond;

use std::path::Path;

use acceptance::counterpart::Counterpart;
use loopback::Arrived;
use respond::{RECEIPT, client, counterpart};

/// Whether a request is the one before, sent again.
fn repeats(two: &[Arrived]) -> bool {
    two[0].header("idempotency-key").is_some()
        && two[0].header("idempotency-key") == two[1].header("idempotency-key")
}

fn check(api: &Counterpart, log: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("respond", log);
    });
    let arrived = api.arrived();
    let repeated: Vec<_> = arrived.windows(2).filter(|two| repeats(two)).collect();
    assert_eq!(repeated.len(), 2, "a 500 and a reset");
    assert!(repeated.iter().all(|two| two[0] == two[1]), "{repeated:?}");
    let lists = arrived.iter().filter(|one| one.method == "GET");
    assert_eq!(lists.count(), 3, "pages");
    let file = arrived
        .iter()
        .find(|one| one.target == "/v1/files")
        .unwrap();
    let receipt = std::fs::read(RECEIPT).unwrap();
    assert!(file.body.windows(receipt.len()).any(|part| part == receipt));
    for dispute in api.disputes() {
        let open = ["dp_1", "dp_3", "dp_5"]
            .iter()
            .any(|id| dispute["id"] == *id);
        let submitted = &dispute["evidence_details"]["submission_count"];
        assert_eq!(*submitted, u64::from(open), "{dispute}");
        let receipt = &dispute["evidence"]["receipt"];
        assert_eq!(receipt.as_str(), open.then_some("file_1"), "{dispute}");
    }
}

#[test]
fn responds_asynchronously() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let api = counterpart();
    let client = client(&api).build().unwrap();
    let log = runtime.block_on(respond::respond(&client, Path::new(RECEIPT)));
    check(&api, &log.unwrap());
}

#[test]
fn responds_blocking() {
    let api = counterpart();
    let client = client(&api).build_blocking().unwrap();
    check(
        &api,
        &respond::respond_blocking(&client, Path::new(RECEIPT)).unwrap(),
    );
}
