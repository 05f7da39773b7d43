//! Faults by word and by script.

use std::time::Duration;

use form_mock::faults::{Instead, Plan, Script, parse};
use serde_json::json;

#[test]
fn words_are_plans_and_plans_are_words() {
    for words in [
        "status=503",
        "status-after=500",
        "delay=200ms",
        "reset-before",
        "reset-after",
        "partial-body",
        "stall",
        "rate-limit=2",
        "stale-cursor",
        "unknown-enum=status",
        "missing-member",
        "added-member=a.b",
        "delay=1ms, status=429",
    ] {
        assert_eq!(parse(words).unwrap().to_string(), words);
    }
    assert_eq!(
        parse("delay=2s").unwrap().delay,
        Some(Duration::from_secs(2))
    );
    for words in [
        "",
        "bla",
        "status=200",
        "status=x",
        "delay=soon",
        "rate-limit=x",
    ] {
        assert!(parse(words).is_err(), "{words}");
    }
}

#[test]
fn a_script_is_used_up() {
    let script = json!([
        {"on": "POST /v1/*", "fault": "status=503", "times": 1, "skip": 1},
        {"on": "/v1/b/*/c", "fault": "reset-before"},
    ]);
    let mut script = Script::read(&script).unwrap();
    let mut next = |method, path| script.next(method, path).and_then(|plan: Plan| plan.before);
    assert_eq!(next("POST", "/v1/a"), None);
    assert_eq!(next("GET", "/v1/a"), None);
    assert_eq!(next("POST", "/v1/a"), Some(Instead::Status(503)));
    assert_eq!(next("POST", "/v1/a"), None);
    assert_eq!(next("GET", "/v1/b/x/c"), Some(Instead::Reset));
    assert_eq!(next("GET", "/v1/b/x/d"), None);
    for wrong in [
        json!({}),
        json!([1]),
        json!([{}]),
        json!([{"fault": "bla"}]),
        json!([{"fault": "stall", "an": 1}]),
    ] {
        assert!(Script::read(&wrong).is_err(), "{wrong}");
    }
}
