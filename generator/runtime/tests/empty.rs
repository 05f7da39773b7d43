//! Empty values: refused where they count as none, and sent where they say something.

use form_runtime::{
    Clearable, ClearableEntries, Entries, ExpandPath, Expandable, Form, FormValue, Id, Key, Limit,
    Limits, RangeFilter, RequestBuilder, Violations, plain_joined,
};
use http::Method;
use serde_json::{Value, json};

const REFUSED: &str = ": an empty value would count as none, or as the wish to clear: leave it out, or clear it explicitly";

/// The query that `write` writes, or the keys that are refused.
fn query(write: impl FnOnce(&mut Form)) -> Result<String, Vec<String>> {
    let mut request = RequestBuilder::new(Method::GET, "");
    request.literal("/a");
    write(request.query());
    match request.finish() {
        Ok(request) => Ok(request.uri().query().unwrap_or_default().to_owned()),
        Err(error) => {
            let lines = error.to_string();
            Err(lines
                .lines()
                .map(|line| line.strip_suffix(REFUSED).unwrap_or(line).to_owned())
                .collect())
        }
    }
}

fn of(value: &(impl FormValue + ?Sized)) -> Result<String, Vec<String>> {
    query(|form| form.field(&Key::new("k"), value))
}

#[test]
fn in_a_query_they_are_refused() {
    let refused = |key: &str| Err(vec![key.to_owned()]);
    assert_eq!(of(""), refused("k"));
    assert_eq!(of(&Id::<()>::new("")), refused("k"));
    assert_eq!(of(&bytes::Bytes::new()), refused("k"));
    assert_eq!(of(&[] as &[&str]), refused("k"));
    assert_eq!(of(&["a", ""][..]), refused("k[1]"));
    assert_eq!(of(&Entries::<String>::new()), refused("k"));
    assert_eq!(of(&Entries::from_iter([("a", "")])), refused("k[a]"));
    assert_eq!(of(&ClearableEntries::new()), refused("k"));
    assert_eq!(of(&Clearable::Set("")), refused("k"));
    assert_eq!(
        of(&json!({"a": [""], "b": {}, "c": null})),
        Err(vec![
            "k[a][0]".to_owned(),
            "k[b]".to_owned(),
            "k[c]".to_owned(),
        ])
    );
    assert_eq!(
        query(|form| form.repeat::<&str>(&Key::new("k"), &[])),
        refused("k")
    );
    assert_eq!(
        query(|form| form.joined(&Key::new("k"), ",", &["", "a", ""])),
        refused("k")
    );
    assert_eq!(
        query(|form| form.joined::<&str>(&Key::new("k"), ",", &[])),
        refused("k")
    );
    assert_eq!(
        query(|form| form.expand(&Key::new("k"), "data.", &[Path("")])),
        refused("k[0]")
    );
}

#[test]
fn what_says_something_is_sent() {
    let sent = |query: &str| Ok(query.to_owned());
    assert_eq!(of(&Clearable::<&str>::Clear), sent("k="));
    let mut all = ClearableEntries::new();
    all.unset("a");
    assert_eq!(of(&all), sent("k%5Ba%5D="));
    all.clear();
    assert_eq!(of(&all), sent("k="));
    assert_eq!(of(&RangeFilter::<i64>::from(1..)), sent("k%5Bgte%5D=1"));
    assert_eq!(of(&None::<&str>), sent("k="));
    assert_eq!(
        query(|form| form.expand::<Path>(&Key::new("k"), "", &[])),
        sent("")
    );
    // Members without a name around them: there may be none.
    assert_eq!(
        query(|form| form.field(&Key::root(), &Entries::<String>::new())),
        sent("")
    );
    let both = query(|form| {
        form.with_empty(|form| form.text(&Key::new("a"), ""));
        form.text(&Key::new("b"), "");
    });
    assert_eq!(both, Err(vec!["b".to_owned()]));
    let mut body = Form::body();
    body.field(&Key::new("a"), "");
    body.field(&Key::new("b"), &[] as &[&str]);
    assert_eq!(body.into_string(), "a=");
}

#[test]
fn headers_and_cookies() {
    let mut request = RequestBuilder::new(Method::GET, "/a");
    request.header("X-Account", "");
    request.cookie("session", "");
    let error = request.finish().unwrap_err();
    let found: Vec<_> = error
        .violations
        .iter()
        .map(|one| (one.key.as_str(), one.limit))
        .collect();
    assert_eq!(
        found,
        [("X-Account", Limit::Empty), ("session", Limit::Empty)]
    );
}

/// Where a list is one text, each element has to be found again.
#[test]
fn lists_in_paths_and_headers() {
    let refused = |values: &[&str]| {
        let mut request = RequestBuilder::new(Method::GET, "/a");
        request.elements("X-Tags", ",", values);
        request.header("X-Tags", &plain_joined(",", values));
        let error = request.finish().err()?;
        let told = error.violations.iter();
        Some(
            told.map(|one| (one.key.clone(), one.limit))
                .collect::<Vec<_>>(),
        )
    };
    let key = |index: usize| format!("X-Tags[{index}]");
    assert_eq!(refused(&["a", "b c"]), None);
    assert_eq!(refused(&["a", ""]), Some(vec![(key(1), Limit::Empty)]));
    assert_eq!(refused(&["a,b", "c"]), Some(vec![(key(0), Limit::Json)]));
    assert_eq!(
        refused(&[""]),
        Some(vec![("X-Tags".to_owned(), Limit::Empty)])
    );
    assert_eq!(
        refused(&[]),
        Some(vec![("X-Tags".to_owned(), Limit::Empty)])
    );
}

/// A key that breaks a limit already is not told twice.
#[test]
fn once_is_enough() {
    let mut request = RequestBuilder::new(Method::GET, "/a");
    let key = Key::new("k");
    request
        .violations()
        .check(&key, "", Limits::new().min_length(2));
    request.query().text(&key, "");
    let error = request.finish().unwrap_err();
    assert_eq!(error.to_string(), "k: 0 characters, at least 2 allowed");
}

#[test]
fn as_a_limit() {
    let limits = Limits::new().not_empty().max_length(1);
    let told = |check: &dyn Fn(&mut Violations, &Key<'_>)| {
        let mut violations = Violations::new();
        check(&mut violations, &Key::new("k"));
        violations
            .into_result()
            .err()
            .map(|error| error.to_string())
    };
    let refused = Some(format!("k{REFUSED}"));
    assert_eq!(told(&|all, key| all.check(key, "", limits)), refused);
    assert_eq!(
        told(&|all, key| all.check(key, &Expandable::<()>::Id("".into()), limits)),
        refused
    );
    assert_eq!(
        told(&|all, key| all.check(key, &json!(""), limits)),
        refused
    );
    assert_eq!(
        told(&|all, key| all.check(key, &Clearable::<String>::Clear, limits)),
        None
    );
    assert_eq!(told(&|all, key| all.check(key, "a", limits)), None);
    assert!(told(&|all, key| all.check(key, "ab", limits)).is_some());
    for nothing in [json!([]), json!({}), json!(0), Value::Null] {
        assert_eq!(told(&|all, key| all.check(key, &nothing, limits)), None);
    }
}

#[test]
fn limits_inside() {
    let mut all = Violations::new();
    let key = Key::new("k");
    let lists = vec![vec!["a"], vec!["b", "ccc"]];
    all.elements(&key, &lists, |all, key, element| {
        all.check(key, element, Limits::new().max_items(1));
        all.each(key, element, Limits::new().max_length(2));
    });
    let range = RangeFilter::gt(5_i64).and_lt(1);
    all.each(
        &key,
        &RangeFilter::<i64>::from(range),
        Limits::new().minimum(2.0),
    );
    all.each(
        &key,
        &RangeFilter::Exactly(1_i64),
        Limits::new().minimum(2.0),
    );
    all.expand(
        &key,
        "data.",
        &[Path("data.other"), Path("other"), Path("known")],
        Limits::new().max_length(5),
    );
    let entries = ClearableEntries::from_iter([("a", "1"), ("b", "2")]);
    all.check(&key, &entries, Limits::new().max_items(1));
    assert_eq!(
        all.into_result().unwrap_err().to_string(),
        "k[1]: 2 elements, at most 1 allowed\n\
         k[1][1]: 3 characters, at most 2 allowed\n\
         k[lt]: 1, at least 2 allowed\n\
         k[0]: 10 characters, at most 5 allowed\n\
         k[1]: 10 characters, at most 5 allowed\n\
         k[2]: 10 characters, at most 5 allowed\n\
         k: 2 elements, at most 1 allowed"
    );
}

struct Path(&'static str);

impl ExpandPath for Path {
    fn path(&self) -> &str {
        self.0
    }

    fn is_known(&self) -> bool {
        self.0 == "known"
    }
}
