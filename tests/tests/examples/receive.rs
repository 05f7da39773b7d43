//! The endpoint of the example does what it says.
//!
//! In: the example itself. Out: nothing, if an event that comes twice was acted upon once, and a forged one not at all.

#[path = "../../examples/receive.rs"]
#[allow(dead_code)]
mod receive;

#[test]
fn an_event_that_comes_twice_is_answered_once() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let api = receive::counterpart();
    let answers = runtime.block_on(receive::run(&api)).unwrap();
    assert_eq!(answers, [200, 200, 400]);
    let arrived = api.arrived();
    let keys: Vec<_> = arrived
        .iter()
        .map(|request| request.header("idempotency-key").unwrap())
        .collect();
    let (receipt, stage) = (
        "evt_1MtJUT2eZvKYlo2CNaw2HvEv-receipt",
        "evt_1MtJUT2eZvKYlo2CNaw2HvEv-stage",
    );
    assert_eq!(keys, [receipt, stage, receipt, stage]);
    assert_eq!(arrived[..2], arrived[2..], "the same bytes");
    let dispute = &api.disputes()[0];
    assert_eq!(dispute["evidence"]["receipt"], "file_1");
    assert_eq!(dispute["evidence_details"]["submission_count"], 0);
}
