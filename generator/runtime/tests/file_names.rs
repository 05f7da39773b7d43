//! Names and media types of uploads: what is sent, and what is refused before it is.

use form_runtime::{Entries, InvalidRequest, Key, Limit, RequestBuilder, Upload};
use http::Method;

/// The headers of the part that a file is sent in.
fn sent(file: Upload) -> Result<String, InvalidRequest> {
    let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
    request.literal("/v1/files");
    request.multipart().file(&Key::new("file"), &file);
    let body = request.finish()?.into_body();
    let text = String::from_utf8(body.to_vec()).unwrap();
    let (_, headers) = text.split_once("filename=").unwrap();
    let (headers, _) = headers.split_once("\r\n\r\n").unwrap();
    Ok(headers.to_owned())
}

fn named(name: &str) -> Result<String, InvalidRequest> {
    let headers = sent(Upload::new(name, "x"))?;
    let (name, _) = headers.split_once("\r\n").unwrap();
    Ok(name.to_owned())
}

fn typed(content_type: &str) -> Result<String, InvalidRequest> {
    let headers = sent(Upload::new("a", "x").content_type(content_type))?;
    let (_, content_type) = headers.split_once("Content-Type: ").unwrap();
    Ok(content_type.to_owned())
}

/// The limit that is broken.
fn broken<T: std::fmt::Debug>(sent: Result<T, InvalidRequest>) -> Limit {
    let error = sent.unwrap_err();
    assert_eq!(error.violations.len(), 1, "{error}");
    error.violations[0].limit
}

#[test]
fn names_of_files() {
    for (name, expected) in [
        ("receipt.pdf", "\"receipt.pdf\""),
        ("Beleg \"größe\" 1.pdf", "\"Beleg %22größe%22 1.pdf\""),
        ("קבלה.pdf", "\"קבלה.pdf\""),
        ("a\r\nX: y.pdf", "\"a  X: y.pdf\""),
        ("/home/me/receipt.pdf", "\"receipt.pdf\""),
        ("C:\\Files\\receipt.pdf", "\"receipt.pdf\""),
        ("../..hidden", "\"..hidden\""),
        ("...", "\"...\""),
        // None was given.
        ("", "\"file\""),
    ] {
        assert_eq!(named(name).as_deref(), Ok(expected), "{name:?}");
    }
}

/// Where a server stores them by their names, they end up elsewhere or are shown as what they are not.
#[test]
fn names_that_are_refused() {
    for name in [
        ".",
        "..",
        "/",
        "receipts/",
        "receipts\\",
        "a/..",
        "C:\\.",
        "receipt.pdf\0.exe",
        "\u{1b}[2Jreceipt.pdf",
        "tab\t.pdf",
        "delete\u{7f}.pdf",
        "csi\u{9b}.pdf",
        "receipt\u{202e}fdp.exe",
        "receipt\u{2067}fdp.exe",
        "\u{200f}receipt.pdf",
        "a\u{2028}b.pdf",
    ] {
        assert_eq!(broken(named(name)), Limit::FileName, "{name:?}");
    }
    let told = named("receipt\u{202e}fdp.exe").unwrap_err().to_string();
    assert_eq!(
        told,
        "file: 15 characters, a file name expected that is no folder, without characters that control a terminal or the \
         direction of writing: give the upload another `file_name`"
    );
}

#[test]
fn media_types() {
    for content_type in [
        "image/png",
        "application/vnd.api+json",
        "text/plain; charset=utf-8",
        "text/plain ;charset=\"utf-8\"",
        "application/x-a.b_c!#$&^",
    ] {
        assert_eq!(typed(content_type).as_deref(), Ok(content_type));
    }
    for content_type in [
        "",
        "png",
        "image/",
        "/png",
        "image/png/x",
        " image/png",
        "image /png",
        "image/pñg",
        "image/png; name=ñ",
        "image/png\t; a=b",
        "image/png; a=\tb",
        "image/png\r\nX: y",
        "image/png;\0",
        "image/png, text/plain",
    ] {
        assert_eq!(
            broken(typed(content_type)),
            Limit::ContentType,
            "{content_type:?}"
        );
    }
}

/// The keys of a map are the caller's; in a multipart body they stand in a header.
#[test]
fn names_of_parts() {
    let part = |key: &str| {
        let mut request = RequestBuilder::new(Method::POST, "https://api.shop.example");
        let entries = Entries::from_iter([(key, "x")]);
        request.multipart().field(&Key::new("map"), &entries);
        let body = request.finish()?.into_body();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let (_, name) = text.split_once("; name=").unwrap();
        let (name, _) = name.split_once("\r\n\r\n").unwrap();
        Ok(name.to_owned())
    };
    assert_eq!(part("größe \"1\"").as_deref(), Ok("\"map[größe %221%22]\""));
    // Told apart from a space.
    assert_eq!(part("a\r\nb").as_deref(), Ok("\"map[a%0D%0Ab]\""));
    assert_eq!(broken(part("a\0b")), Limit::PartName);
    assert_eq!(broken(part("a\u{1b}b")), Limit::PartName);
}

/// As what others read in different ways.
#[test]
fn values_of_headers() {
    let header = |value: &str| {
        let mut request = RequestBuilder::new(Method::GET, "https://api.shop.example");
        request.literal("/");
        request.header("x-a", value);
        request.finish()
    };
    assert!(header("a b").is_ok());
    for value in ["a\tb", "ñ", "a\r\nb", "\0"] {
        assert_eq!(broken(header(value)), Limit::Header, "{value:?}");
    }
}
