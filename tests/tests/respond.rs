//! The example does what it says, and the API is left as it should be.
//!
//! In: the example itself. Out: nothing, if it tells what is in the snapshot, each dispute was submitted once, and what
//! failed was repeated with the same body under the same key.

#[path = "../examples/respond.rs"]
#[allow(dead_code)]
mod respond;

use std::path::Path;

use respond::RECEIPT;
use stripe_disputes::Dispute;
use stripe_disputes::models::File;
use stripe_disputes::testing::mock::Server;

fn check(api: &Server, log: &str) {
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("respond", log);
    });
    // What is sent again with another key, or with another body under the same, would be refused: it was submitted.
    assert_eq!(api.violations(), Vec::<String>::new());
    let requests = api.requests();
    let faults = requests.iter().filter(|one| one.fault.is_some());
    assert_eq!(faults.count(), 2, "a 500 and a reset");
    let lists = requests.iter().filter(|one| one.method == "GET");
    assert_eq!(lists.count(), 3, "pages");
    let files: Vec<File> = api.objects().unwrap();
    let [receipt] = files.as_slice() else {
        panic!("{files:?}");
    };
    let size = std::fs::metadata(RECEIPT).unwrap().len();
    assert_eq!(u64::try_from(receipt.size).unwrap(), size);
    for dispute in api.objects::<Dispute>().unwrap() {
        let open = ["dp_1", "dp_3", "dp_5"].contains(&dispute.id.as_str());
        let submitted = dispute.evidence_details.submission_count;
        assert_eq!(submitted, i64::from(open), "{dispute:?}");
        let given = dispute.evidence.receipt.map(|file| file.id().clone());
        assert_eq!(given, open.then(|| receipt.id.clone()));
    }
}

#[test]
fn responds_asynchronously() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let api = respond::api().unwrap();
    let client = api.client().unwrap();
    let log = runtime.block_on(respond::respond(&client, Path::new(RECEIPT)));
    check(&api, &log.unwrap());
}

#[test]
fn responds_blocking() {
    let api = respond::api().unwrap();
    let client = api.blocking_client().unwrap();
    check(
        &api,
        &respond::respond_blocking(&client, Path::new(RECEIPT)).unwrap(),
    );
}
