//! Encoding allocates its output and nothing else, and what is streamed is not held. A binary of its own, as it replaces the
//! allocator by one that counts, for each thread by itself.

#[path = "support/files.rs"]
mod files;

use allocation_counter::measure;
use files::{TempFile, noise};
use form_runtime::{
    Body, ClearableEntries, ExpandPath, Form, FormValue, Key, RangeFilter, Timestamp,
};

struct Evidence {
    name: Option<String>,
    text: Option<String>,
    receipt: Option<String>,
}

impl FormValue for Evidence {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.optional(&key.member("%5Bname%5D"), &self.name);
        form.optional(&key.member("%5Btext%5D"), &self.text);
        form.optional(&key.member("%5Breceipt%5D"), &self.receipt);
    }
}

struct Path;

impl ExpandPath for Path {
    fn path(&self) -> &str {
        "charge"
    }

    fn is_known(&self) -> bool {
        true
    }
}

fn evidence(text: &str) -> Evidence {
    Evidence {
        name: Some("Jenny Rosen".into()),
        text: Some(text.into()),
        receipt: None,
    }
}

fn write(form: &mut Form, evidence: &Evidence, metadata: &ClearableEntries) {
    form.field(&Key::new("evidence"), evidence);
    form.field(&Key::new("metadata"), metadata);
    form.field(&Key::new("submit"), &false);
    form.field(&Key::new("amount"), &1.5);
    form.field(&Key::new("created"), &RangeFilter::<Timestamp>::from(5..7));
    form.joined(&Key::new("joined"), ",", &[1_i64, 2, 3]);
    form.json(&Key::new("json"), &[true, false]);
    form.expand(&Key::new("expand"), "data.", &[Path, Path]);
}

#[test]
fn a_usual_form_takes_one_allocation() {
    let evidence = evidence("Signed for; see the receipt. Très bien 😀");
    let metadata = ClearableEntries::from_iter([("order id", "6735"), ("a[b]", "c&d")]);
    for new in [Form::body, Form::query] {
        let mut form = new();
        let info = measure(|| write(&mut form, &evidence, &metadata));
        assert_eq!(info.count_total, 1);
        let taken = measure(|| drop(form.into_bytes()));
        // `Bytes` allocates a handle to share the buffer by, but copies nothing.
        assert!(taken.bytes_total < 64, "{taken:?}");
    }
}

#[test]
fn a_long_form_only_grows_its_output() {
    let evidence = evidence(&"all is well, ".repeat(10_000));
    let mut form = Form::body();
    let info = measure(|| write(&mut form, &evidence, &ClearableEntries::new()));
    let written = form.into_bytes();
    assert!(written.len() > 150_000);
    assert!(info.count_total <= 4, "{info:?}");
    // Growing by doubling at most, and never holding a second copy.
    assert!(info.count_max <= 2, "{info:?}");
}

#[test]
fn nothing_to_write_takes_no_allocation() {
    let info = measure(|| {
        let mut form = Form::body();
        form.field(&Key::new("metadata"), &ClearableEntries::new());
        form.optional(&Key::new("name"), &None::<String>);
        assert!(form.is_empty());
    });
    assert_eq!(info.count_total, 0);
}

/// What a program that streams may hold of it, whatever the length.
const MIB: u64 = 1024 * 1024;

#[test]
fn a_streamed_file_is_not_held() {
    let file = TempFile::new("bin", &noise(32 * 1024 * 1024));
    let mut read = 0;
    let info = measure(|| {
        let body = Body::from_path(file.path()).unwrap();
        let mut reader = body.reader();
        while let Some(chunk) = reader.next_chunk().unwrap() {
            read += chunk.len() as u64;
        }
    });
    assert_eq!(read, 32 * MIB);
    assert!(info.bytes_max < MIB / 4, "{info:?}");
}

#[cfg(feature = "blocking")]
#[test]
fn an_upload_by_a_client_is_not_held() {
    use std::time::Duration;

    use form_runtime::{
        DecodeError, OneSecret, Operation, Profile, RequestBuilder, Upload, Vendor,
    };
    use http::{Method, StatusCode};
    use loopback::{Act, Loopback};
    use serde_json::Value;

    struct Shop;

    impl Vendor for Shop {
        type Error = serde_json::Value;
        const PROFILE: Profile = Profile::new("shop/1.0", "https://api.shop.example");
    }

    impl OneSecret for Shop {}

    struct Send(Upload);

    impl Operation for Send {
        type Output = ();
        type Error = Value;
        const METHOD: Method = Method::PUT;
        const PATH: &'static str = "/v1/files";
        const SERVER: &'static str = "https://api.shop.example";

        fn build(&self, request: &mut RequestBuilder) {
            request.literal("/v1/files");
            request.multipart().file(&Key::new("file"), &self.0);
        }

        fn decode(_: StatusCode, _: &[u8]) -> Result<(), DecodeError> {
            Ok(())
        }
    }

    let file = TempFile::new("bin", &noise(32 * 1024 * 1024));
    // Both attempts together hold no more than one.
    let server = Loopback::start([Act::answer(500, "{}")]);
    let builder = form_runtime::ClientBuilder::<Shop>::new("secret").base_url(server.url());
    let client = builder
        .timeout(Duration::from_secs(60))
        .build_blocking()
        .unwrap();
    let mut attempts = 0;
    let info = measure(|| {
        let upload = Upload::from_path(file.path()).unwrap();
        attempts = client.send(Send(upload)).unwrap().attempts();
    });
    assert_eq!((attempts, server.arrived().len()), (2, 2));
    assert!(info.bytes_max < MIB, "{info:?}");
}
