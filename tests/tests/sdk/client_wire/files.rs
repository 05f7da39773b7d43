//! Uploads, and what is asked about them afterwards.

use std::path::PathBuf;

use acceptance::json::Json;
use acceptance::multipart::{Part, parts};
use acceptance::options::{SECRET, builder};
use acceptance::served;
use acceptance::transports::{ALL, By, Caller};
use acceptance::watch::within;
use loopback::{Act, Arrived, Loopback};
use stripe_disputes::client::{Client, RequestOptions};
use stripe_disputes::{FileUploadPurpose, Files, Upload};

use super::headers::Headers;
use super::{PATIENCE, all, assert_same, caller};

/// The recorded cases, of which input and bodies are written out here, as they were not recorded.
pub const CASES: [&str; 7] = [
    "file_upload",
    "file_upload_no_name_no_type",
    "file_upload_name_special",
    "file_upload_options",
    "file_upload_retry_500_stream",
    "file_retrieve",
    "file_list",
];

fn file() -> Act {
    Act::answer(200, &served::file("file_1").to_string())
}

/// A part with a file, then one with the purpose.
fn expected(file_name: &str, content_type: &str, contents: &[u8]) -> Vec<Part> {
    let disposition = "Content-Disposition".to_owned();
    let file = format!("form-data; name=\"file\"; filename=\"{file_name}\"");
    let purpose = "form-data; name=\"purpose\"".to_owned();
    vec![
        Part {
            headers: vec![
                (disposition.clone(), file),
                ("Content-Type".to_owned(), content_type.to_owned()),
            ],
            contents: contents.to_vec(),
        },
        Part {
            headers: vec![(disposition, purpose)],
            contents: b"dispute_evidence".to_vec(),
        },
    ]
}

/// Sends a file, and gives the parts that arrived.
fn sent(by: By, name: &str, file: Upload, options: &RequestOptions, input: &Json) -> Vec<Part> {
    let what = format!("{by:?}, {name}");
    let server = Loopback::answering(|_| self::file());
    let caller = caller(by, builder(&Json::Null).unwrap(), &server);
    let create = Files::create(file, FileUploadPurpose::DisputeEvidence);
    let response = caller.call(create, options).unwrap();
    assert_eq!(response.id.as_str(), "file_1", "{what}");
    let arrived = server.arrived();
    let recorded = &all()[name].requests;
    assert_eq!(arrived.len(), recorded.len(), "{what}");
    Headers::default().check_multipart(&what, &arrived[0], &server, input);
    parts_of(&what, &arrived[0])
}

/// The parts of a recorded request, which has to be the upload.
fn parts_of(what: &str, arrived: &Arrived) -> Vec<Part> {
    let recorded = &all()["file_upload"].requests[0];
    assert_eq!(arrived.method, recorded.method, "{what}");
    assert_eq!(arrived.target, "/v1/files", "{what}");
    let content_type = arrived.header("content-type").unwrap();
    parts(content_type, &arrived.body).unwrap_or_else(|why| panic!("{what}: {why}"))
}

#[test]
fn uploads() {
    for by in ALL {
        within(PATIENCE, &format!("{by:?}"), move || {
            let none = RequestOptions::new();
            let pdf = Upload::new("receipt.pdf", "%PDF\r\n\0\x7f").content_type("application/pdf");
            let parts = sent(by, "file_upload", pdf.clone(), &none, &Json::Null);
            let whole = expected("receipt.pdf", "application/pdf", b"%PDF\r\n\0\x7f");
            assert_eq!(parts, whole, "{by:?}");

            let name = "file_upload_no_name_no_type";
            let parts = sent(by, name, Upload::new("", ""), &none, &Json::Null);
            let empty = expected("file", "application/octet-stream", b"");
            assert_eq!(parts, empty, "{by:?}");

            let special = Upload::new("C:\\a\\Beleg \"größe\"\r\nX: y.png", vec![0, 159, 146, 150]);
            let special = special.content_type("image/png");
            let name = "file_upload_name_special";
            let parts = sent(by, name, special, &none, &Json::Null);
            let quoted = "Beleg %22größe%22  X: y.png";
            let quoted = expected(quoted, "image/png", &[0, 159, 146, 150]);
            assert_eq!(parts, quoted, "{by:?}");

            let options = none.idempotency_key("my-file").account("acct_1");
            let text = |text: &str| Json::Text(text.to_owned());
            let given = Json::Object(vec![
                ("idempotency_key".to_owned(), text("my-file")),
                ("stripe_account".to_owned(), text("acct_1")),
            ]);
            let input = Json::Object(vec![("options".to_owned(), given)]);
            let parts = sent(by, "file_upload_options", pdf, &options, &input);
            assert_eq!(parts, whole, "{by:?}");
        });
    }
}

/// A file on the disk that goes when the test ends.
struct OnDisk(PathBuf);

impl OnDisk {
    fn new(by: By, contents: &[u8]) -> Self {
        let name = format!("stripe-disputes-{}-{by:?}.png", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, contents).unwrap();
        Self(path)
    }

    fn name(&self) -> String {
        let name = self.0.file_name().unwrap();
        name.to_string_lossy().into_owned()
    }
}

impl Drop for OnDisk {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Larger than what a transport writes at once, and not the same anywhere.
fn large() -> Vec<u8> {
    (0_u32..300_000).flat_map(u32::to_be_bytes).collect()
}

#[test]
fn a_file_from_the_disk_is_the_same_on_a_retry() {
    for by in ALL {
        within(PATIENCE, &format!("{by:?}"), move || {
            let contents = large();
            let disk = OnDisk::new(by, &contents);
            let server = Loopback::start([Act::answer(500, ""), Act::ResetAfter, file()]);
            let caller = caller(by, builder(&Json::Null).unwrap(), &server);
            let upload = Upload::from_path(&disk.0).unwrap();
            let create = Files::create(upload, FileUploadPurpose::DisputeEvidence);
            let response = caller.call(create, &RequestOptions::new()).unwrap();
            assert_eq!(response.id.as_str(), "file_1");
            let arrived = server.arrived();
            let recorded = &all()["file_upload_retry_500_stream"].requests;
            assert_eq!(recorded.len(), 2);
            assert_eq!((arrived.len(), response.attempts()), (3, 3), "{by:?}");
            assert!(arrived[0] == arrived[1], "{by:?}: requests differ");
            assert!(arrived[0] == arrived[2], "{by:?}: requests differ");
            let what = format!("{by:?}, from the disk");
            Headers::default().check_multipart(&what, &arrived[2], &server, &Json::Null);
            let parts = parts_of(&what, &arrived[2]);
            assert!(
                parts == expected(&disk.name(), "image/png", &contents),
                "{by:?}"
            );
        });
    }
}

/// Uploads go to the host that the document names for them, everything else to the other one.
#[test]
fn files_have_a_host_of_their_own() {
    for by in ALL {
        let (files, api) = (
            Loopback::answering(|_| file()),
            Loopback::answering(|arrived| {
                let file = served::file("file_1");
                let list = serde_json::json!({"object": "list", "data": [file], "has_more": false});
                let listed = arrived.target.starts_with("/v1/files?");
                Act::answer(200, &if listed { list } else { file }.to_string())
            }),
        );
        let builder = Client::builder(SECRET)
            .server("https://files.stripe.com", files.url())
            .server("https://api.stripe.com/", api.url());
        let caller = Caller::new(by, builder).unwrap();
        let none = RequestOptions::new();
        let upload = Upload::new("a.png", "x");
        let create = Files::create(upload, FileUploadPurpose::DisputeEvidence);
        let id = caller.call(create, &none).unwrap().into_value().id;
        let file = caller.call(Files::retrieve(id.clone()), &none).unwrap();
        assert_eq!(file.id, id);
        let list = Files::list().purpose("dispute_evidence").limit(3);
        assert_eq!(caller.call(list, &none).unwrap().data[0].id, id);

        assert_eq!(files.requests(), 1, "{by:?}");
        let what = format!("{by:?}");
        parts_of(&what, &files.arrived()[0]);
        let arrived = api.arrived();
        assert_eq!(arrived.len(), 2, "{by:?}");
        for (arrived, case) in arrived.iter().zip(["file_retrieve", "file_list"]) {
            assert_same(
                &format!("{what}, {case}"),
                arrived,
                &all()[case].requests[0],
            );
            Headers::default().check(&what, arrived, &api, &Json::Null);
        }
    }
}
