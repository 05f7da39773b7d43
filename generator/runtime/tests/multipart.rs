//! Multipart bodies of files that are not in memory.

#[path = "support/files.rs"]
mod files;

use std::io::{Cursor, ErrorKind};

use files::{TempFile, noise};
use form_runtime::{Body, InvalidRequest, Key, Limit, RequestBuilder, Upload};
use http::{Method, Request};

const CHUNK: usize = 64 * 1024;

fn builder(files: &[Upload]) -> RequestBuilder {
    let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
    request.literal("/v1/files");
    let multipart = request.multipart();
    multipart.field(&Key::new("purpose"), "receipt");
    for file in files {
        multipart.file(&Key::new("file"), file);
    }
    multipart.field(&Key::new("note"), "end");
    request
}

fn request(files: &[Upload]) -> Request<Body> {
    builder(files).finish_body().unwrap()
}

fn boundary(request: &Request<Body>) -> &str {
    let content_type = request.headers()["content-type"].to_str().unwrap();
    content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap()
}

fn streamed(contents: &[u8]) -> Upload {
    Upload::from_reader("a.bin", Cursor::new(contents.to_vec())).unwrap()
}

#[test]
fn a_streamed_file_gives_the_same_bytes_as_one_in_memory() {
    for length in [0, 1, CHUNK, 200_000] {
        let contents = noise(length);
        let held = Upload::new("a.bin", contents.clone()).content_type("image/png");
        let small = Upload::new("b.bin", "b");
        let read = streamed(&contents).content_type("image/png");
        assert_eq!((read.len(), read.is_empty()), (length as u64, length == 0));
        assert_eq!(
            (held.bytes().unwrap(), held.len()),
            (&contents.into(), read.len())
        );
        let in_memory = request(&[held, small.clone()]);
        let from_reader = request(&[read.clone(), small.clone()]);
        assert_eq!(from_reader.headers(), in_memory.headers());
        assert_eq!(from_reader.body().len(), in_memory.body().len());
        let expected = in_memory.body().as_bytes().unwrap();
        assert_eq!(from_reader.body().to_bytes().unwrap(), expected);
        assert_eq!(from_reader.body().as_bytes().is_some(), length == 0);
        // The same for who has no use for a stream.
        let whole = builder(&[read, small]).finish().unwrap();
        assert_eq!(whole.body(), expected);
    }
}

#[test]
fn a_file_may_be_there_twice() {
    let file = streamed(&noise(100_000));
    let twice = request(&[file.clone(), file.clone()]);
    let bytes = twice.body().to_bytes().unwrap();
    assert_eq!(bytes.len() as u64, twice.body().len());
    let contents = file.contents().to_bytes().unwrap();
    let found = bytes
        .windows(contents.len())
        .filter(|part| *part == contents);
    assert_eq!(found.count(), 2);
}

#[test]
fn a_boundary_that_lies_across_chunks_is_found() {
    let wanted = b"FormBoundary0000000000000000";
    for start in CHUNK - wanted.len() - 1..=CHUNK + 1 {
        let mut contents = vec![b'F'; 2 * CHUNK + 9];
        contents[start..start + wanted.len()].copy_from_slice(wanted);
        let request = request(&[streamed(&contents)]);
        assert_eq!(
            boundary(&request),
            "FormBoundary0000000000000001",
            "at {start}"
        );
        // One byte missing, and it is free.
        contents[start + 20] = b'x';
        let request = self::request(&[streamed(&contents)]);
        assert_eq!(
            boundary(&request),
            "FormBoundary0000000000000000",
            "at {start}"
        );
    }
}

#[test]
fn a_boundary_is_free_in_all_parts() {
    let text = |numbers: std::ops::Range<u32>| -> Vec<u8> {
        let boundaries = numbers.map(|number| format!("FormBoundary{number:016x}"));
        boundaries.collect::<String>().into_bytes()
    };
    let files = [
        streamed(&text(3..4000)),
        Upload::new("a", text(0..2)),
        streamed(&text(2..3)),
        streamed(&text(4000..8000)),
    ];
    let request = request(&files);
    assert_eq!(boundary(&request), format!("FormBoundary{:016x}", 8000));
    // A list of boundaries has an end.
    let error = Upload::from_reader("a", Cursor::new(text(0..5000))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidData);
    let held = self::request(&[Upload::new("a", text(0..5000))]);
    assert_eq!(boundary(&held), format!("FormBoundary{:016x}", 5000));
}

#[test]
fn files_may_be_the_whole_body() {
    let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
    request.literal("/v1/files");
    request.raw_file("image/png", &streamed(&noise(100_000)));
    let request = request.finish_body().unwrap();
    assert_eq!(request.headers()["content-type"], "image/png");
    assert_eq!(request.body().to_bytes().unwrap(), noise(100_000));
}

#[test]
fn a_request_in_memory_needs_its_files() {
    let file = TempFile::new("txt", &noise(100_000));
    let upload = [Upload::from_reader("a", std::fs::File::open(file.path()).unwrap()).unwrap()];
    assert!(builder(&upload).finish().is_ok());
    file.write(b"shorter");
    // What is streamed can still be asked for: it fails when it is sent.
    let length = request(&upload).body().len();
    let InvalidRequest { violations, .. } = builder(&upload).finish().unwrap_err();
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].limit, Limit::Contents);
    assert_eq!(
        violations[0].to_string(),
        format!(
            "body: {length} bytes, a file to upload cannot be read, or changed since it was given: make a new upload of it"
        )
    );
}

#[test]
fn parts_say_what_the_document_says_of_them() {
    let types = &["image/png", "image/*"];
    let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
    request.literal("/v1/files");
    let multipart = request.multipart();
    multipart.json(&Key::new("meta"), &["a"]);
    multipart.described(&["text/csv"], &[("X-Kind", "scan")], |multipart| {
        let file = Upload::new("a.bin", "1").content_type("text/plain");
        multipart.file(&Key::new("table"), &file);
        multipart.field(&Key::new("note"), "b");
    });
    multipart.described(types, &[], |multipart| {
        let file = Upload::new("b.jpg", "2").content_type("image/jpeg");
        multipart.file(&Key::new("image"), &file);
    });
    let request = request.finish().unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    for head in [
        "name=\"meta\"\r\nContent-Type: application/json\r\n\r\n[\"a\"]\r\n",
        "name=\"table\"; filename=\"a.bin\"\r\nContent-Type: text/csv\r\nX-Kind: scan\r\n\r\n1",
        "name=\"note\"\r\nContent-Type: text/csv\r\nX-Kind: scan\r\n\r\nb",
        "filename=\"b.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n2",
    ] {
        assert!(body.contains(head), "{body}");
    }
}

#[test]
fn a_file_of_another_type_is_not_sent() {
    let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
    request.literal("/v1/files");
    request
        .multipart()
        .described(&["image/png", "image/jpeg"], &[], |multipart| {
            let file = Upload::new("a.gif", "1").content_type("image/gif");
            multipart.file(&Key::new("file"), &file);
        });
    let error = request.finish().unwrap_err();
    assert_eq!(
        error.to_string(),
        "file: 9 characters, one of the media types image/png, image/jpeg expected"
    );
}
