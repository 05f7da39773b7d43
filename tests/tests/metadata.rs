//! What metadata may hold, and that none of it is lost by accident.
//!
//! In: requests with metadata. Out: nothing, if what the vendor allows is sent, and everything else refused by its key.

use stripe_disputes::{
    Disputes, FileLinkParams, FileUploadPurpose, Files, InvalidRequest, Limit, Operation, Upload,
};

#[track_caller]
fn refused(request: &impl Operation) -> InvalidRequest {
    request.to_request().unwrap_err()
}

#[test]
fn metadata_has_50_keys_of_40_characters_with_values_of_500() {
    let all = |count: usize, key: usize, value: usize| {
        let entries = (0..count).map(|n| (format!("{n:é>key$}"), "ä".repeat(value)));
        Disputes::update("dp_1").metadata(entries)
    };
    all(50, 40, 500).to_request().unwrap();
    assert_eq!(
        refused(&all(51, 40, 500)).to_string(),
        "metadata: 51 elements, at most 50 allowed"
    );
    assert_eq!(
        refused(&all(1, 41, 501)).to_string(),
        format!(
            "metadata[{0}0]: 41 characters, at most 40 allowed in a key\n\
             metadata[{0}0]: 501 characters, at most 500 allowed",
            "é".repeat(40)
        )
    );
    let unset = Disputes::update("dp_1").unset_metadata("x".repeat(41));
    assert!(matches!(
        refused(&unset).violations[0].limit,
        Limit::MaxKeyLength(40)
    ));
    let link = FileLinkParams::new(true).metadata([("x".repeat(41), "1")]);
    let file = Upload::new("a.txt", "x");
    let upload = Files::create(file, FileUploadPurpose::DisputeEvidence).file_link_data(link);
    assert_eq!(
        refused(&upload).to_string(),
        format!(
            "file_link_data[metadata][{}]: 41 characters, at most 40 allowed in a key",
            "x".repeat(41)
        )
    );
}

#[test]
fn metadata_is_not_unset_by_accident() {
    let empty = Disputes::update("dp_1").metadata([("order_id", "")]);
    assert_eq!(
        refused(&empty).to_string(),
        "metadata[order_id]: 0 characters, an empty value would unset the entry: \
         unset it explicitly"
    );
    let none: [(&str, &str); 0] = [];
    let request = Disputes::update("dp_1")
        .metadata(none)
        .to_request()
        .unwrap();
    assert!(request.body().is_empty());
    let both = Disputes::update("dp_1")
        .clear_metadata()
        .metadata([("a", "secret")]);
    let error = refused(&both).to_string();
    assert!(error.contains("send two requests"), "{error}");
    assert!(!error.contains("secret"), "{error}");
}
