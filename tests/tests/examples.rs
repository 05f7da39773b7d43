//! The example does what it says.
//!
//! In: the example itself. Out: nothing, if it prints what is in the snapshot.

#[path = "../examples/requests.rs"]
#[allow(dead_code)]
mod requests;

#[test]
fn prints_requests_as_curl_would_send_them() {
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("requests", requests::all().unwrap());
    });
}
