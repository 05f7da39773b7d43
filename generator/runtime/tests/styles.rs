//! Each style writes each kind of value as OpenAPI's table of styles has it.

use std::collections::BTreeMap;

use form_runtime::{Form, FormValue, Key, RequestBuilder, Style};
use http::Method;
use serde_json::json;

fn names() -> Vec<&'static str> {
    vec!["blue", "black"]
}

fn color() -> BTreeMap<String, i64> {
    [("G", 200), ("R", 100)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

#[track_caller]
fn path(style: Style, explode: bool, value: &impl FormValue, expected: &str) {
    let mut request = RequestBuilder::new(Method::GET, "");
    request.literal("/");
    request.path_styled("color", style, explode, value);
    assert_eq!(request.finish().unwrap().uri(), expected);
}

#[track_caller]
fn query(style: Style, explode: bool, value: &impl FormValue, expected: &str) {
    let mut form = Form::query();
    form.styled(&Key::new("color"), style, explode, value);
    assert_eq!(form.into_string(), expected);
}

#[test]
fn paths() {
    path(Style::Simple, false, &"a/b", "/a%2Fb");
    path(Style::Simple, false, &names(), "/blue,black");
    path(Style::Simple, false, &color(), "/G,200,R,100");
    path(Style::Simple, true, &color(), "/G=200,R=100");
    path(Style::Label, false, &"blue", "/.blue");
    path(Style::Label, false, &names(), "/.blue,black");
    path(Style::Label, true, &names(), "/.blue.black");
    path(Style::Label, false, &color(), "/.G,200,R,100");
    path(Style::Label, true, &color(), "/.G=200.R=100");
    path(Style::Matrix, false, &"blue", "/;color=blue");
    path(Style::Matrix, false, &names(), "/;color=blue,black");
    path(Style::Matrix, true, &names(), "/;color=blue;color=black");
    path(Style::Matrix, false, &color(), "/;color=G,200,R,100");
    path(Style::Matrix, true, &color(), "/;G=200;R=100");
}

#[test]
fn queries() {
    query(Style::Form, true, &"blue", "color=blue");
    query(Style::Form, true, &names(), "color=blue&color=black");
    query(Style::Form, false, &names(), "color=blue,black");
    query(Style::Form, true, &color(), "G=200&R=100");
    query(Style::Form, false, &color(), "color=G,200,R,100");
    query(Style::SpaceDelimited, false, &names(), "color=blue%20black");
    query(
        Style::PipeDelimited,
        false,
        &color(),
        "color=G%7C200%7CR%7C100",
    );
    // No style has a rule for these.
    let nested = json!([{"a": 1}]);
    query(Style::Form, true, &nested, "color%5B0%5D%5Ba%5D=1");
}

#[test]
fn headers_and_cookies() {
    let mut request = RequestBuilder::new(Method::GET, "");
    request.literal("/");
    request.header_styled("x-color", Style::Simple, true, &color());
    request.cookie_styled("color", Style::Form, true, &names());
    request.cookie_styled("flat", Style::Form, false, &color());
    let request = request.finish().unwrap();
    assert_eq!(request.headers()["x-color"], "G=200,R=100");
    assert_eq!(
        request.headers()["cookie"],
        "color=blue; color=black; flat=G%2C200%2CR%2C100"
    );
}

#[test]
fn what_would_be_read_as_something_else_is_refused() {
    let mut request = RequestBuilder::new(Method::GET, "");
    request.literal("/");
    request.path_styled("numbers", Style::Label, true, &vec!["1.5", "2"]);
    request.header_styled("x-names", Style::Simple, false, &vec!["a,b", "c"]);
    request.path_styled("nested", Style::Matrix, true, &json!([[1]]));
    let keys: Vec<String> = request
        .finish()
        .unwrap_err()
        .violations
        .into_iter()
        .map(|violation| violation.key)
        .collect();
    assert_eq!(keys, ["numbers", "x-names", "nested"]);
}
