//! Values that nothing on the wire can stand for.

use form_runtime::{Key, RequestBuilder};
use http::Method;

/// What no text can stand for is refused, not sent as something else.
#[test]
fn values_without_a_text_are_refused() {
    let refused = |write: &dyn Fn(&mut RequestBuilder)| {
        let mut request = RequestBuilder::new(Method::GET, "https://pets.example");
        request.literal("/pets");
        write(&mut request);
        request.finish().unwrap_err().to_string()
    };
    let key = Key::new("size");
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = refused(&|request| request.query().field(&key, &number));
        assert!(error.contains("size"), "{error}");
    }
    let ambiguous = ["a|b".to_owned(), "c".to_owned()];
    let error = refused(&|request| request.query().joined(&key, "|", &ambiguous));
    assert!(error.contains("size"), "{error}");
    let error = refused(&|request| request.header("x-name", "ä"));
    assert!(error.contains("x-name"), "{error}");
}
