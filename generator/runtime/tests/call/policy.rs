//! Whether and when a request is sent again, without a network: a script of outcomes, a fake clock, and what comes of it.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/run.rs"]
mod run;

use std::sync::Arc;
use std::time::Duration;

use api::{Plain, Read, Remove, SECRET, Write, builder};
use form_runtime::{
    Attempt, Call, Cause, ClientBuilder, ConfigError, Moment, RequestOptions, Step,
    TransportErrorKind,
};
use run::{MILLIS, Run, always, config, response};
use serde_json::json;

#[test]
fn statuses_decide() {
    for status in 200..600 {
        let again = matches!(status, 409 | 429) || status >= 500;
        let expected = if again { 3 } else { 1 };
        let run = always(&Read, || response(status, &[], "{}"));
        assert_eq!(run.at.len(), expected, "GET, {status}");
        assert_eq!(
            always(&Write, || response(status, &[], "{}")).at.len(),
            expected,
            "POST, {status}"
        );
        assert_eq!(run.outcome.is_ok(), status < 300, "{status}");
    }
}

#[test]
fn the_api_s_advice_goes_first() {
    for status in [400, 404, 409, 429, 500, 503] {
        for (advice, expected) in [("true", 3), ("false", 1), ("True", 3), (" false ", 1)] {
            let run = always(&Write, || {
                response(status, &[("shop-should-retry", advice)], "")
            });
            assert_eq!(run.at.len(), expected, "{status}, {advice}");
        }
    }
    let run = always(&Write, || {
        response(500, &[("shop-should-retry", "maybe")], "")
    });
    assert_eq!(run.at.len(), 3);
    let run = always(&Read, || {
        response(200, &[("shop-should-retry", "true")], "{}")
    });
    assert_eq!(run.at.len(), 1, "a success is never repeated");
}

#[test]
fn failures_of_the_transport() {
    use TransportErrorKind::{Broken, Connect, Other, Timeout, TooLarge};
    for (kind, expected) in [
        (Connect, 3),
        (Broken, 3),
        (Timeout, 3),
        (TooLarge, 1),
        (Other, 1),
    ] {
        for run in [
            always(&Read, || Err(kind.into())),
            always(&Write, || Err(kind.into())),
        ] {
            assert_eq!(run.at.len(), expected, "{kind:?}");
            let error = run.outcome.unwrap_err();
            assert!(matches!(error.cause(), Cause::Transport(error) if error.kind() == kind));
            assert_eq!(error.attempts() as usize, expected);
        }
    }
}

#[test]
fn without_a_key_nothing_is_done_twice() {
    use TransportErrorKind::{Broken, Connect};
    let attempts = |outcome: &dyn Fn() -> Attempt, write: bool| {
        let config = ClientBuilder::<Plain>::new(SECRET).config().unwrap();
        let mut script = |_| (outcome(), Duration::ZERO);
        let options = RequestOptions::new();
        let run = if write {
            Run::of(config, &Write, &options, &mut script, 0.0)
        } else {
            Run::of(config, &Remove, &options, &mut script, 0.0)
        };
        let run = run.unwrap();
        assert!(run.keys.iter().all(Option::is_none));
        run.at.len()
    };
    for (write, unsure) in [(true, 1), (false, 3)] {
        assert_eq!(attempts(&|| Err(Connect.into()), write), 3);
        assert_eq!(attempts(&|| response(429, &[], ""), write), 3);
        assert_eq!(attempts(&|| Err(Broken.into()), write), unsure);
        assert_eq!(attempts(&|| response(500, &[], ""), write), unsure);
        assert_eq!(attempts(&|| response(409, &[], ""), write), unsure);
    }
}

#[test]
fn waits_double_up_to_five_seconds() {
    for (random, expected) in [
        (0.0, [500, 500, 1000, 2000, 2500, 2500]),
        (0.5, [500, 750, 1500, 3000, 3750, 3750]),
        (1.0, [500, 1000, 2000, 4000, 5000, 5000]),
        (f64::NAN, [500, 1000, 2000, 4000, 5000, 5000]),
    ] {
        let options = RequestOptions::new().max_retries(6);
        let mut script = |_| (response(500, &[], ""), Duration::ZERO);
        let run = Run::of(config(), &Read, &options, &mut script, random).unwrap();
        let waits: Vec<u128> = run
            .at
            .windows(2)
            .map(|two| (two[1] - two[0]).as_millis())
            .collect();
        assert_eq!(waits, expected, "{random}");
    }
}

#[test]
fn retry_after() {
    // The clock of `Run` shows Sun, 06 Nov 1994 08:49:37 GMT.
    let date = ("date", "Sun, 06 Nov 1994 10:00:00 GMT");
    for (status, headers, expected) in [
        (429, vec![("retry-after", "3")], 3_000),
        (503, vec![("retry-after", " 3 ")], 3_000),
        (500, vec![("retry-after", "3")], 500),
        (409, vec![("retry-after", "3")], 500),
        (429, vec![("retry-after", "0")], 500),
        (429, vec![("retry-after", "-3")], 500),
        (429, vec![("retry-after", "1.5")], 500),
        (429, vec![("retry-after", "soon")], 500),
        (429, vec![("retry-after", "")], 500),
        (429, vec![("retry-after", "61")], 60_000),
        (
            429,
            vec![("retry-after", "99999999999999999999999")],
            60_000,
        ),
        (
            429,
            vec![("retry-after", "Sun, 06 Nov 1994 08:49:44 GMT")],
            7_000,
        ),
        (
            503,
            vec![("retry-after", "Sunday, 06-Nov-94 08:49:44 GMT")],
            7_000,
        ),
        (
            429,
            vec![("retry-after", "Sun Nov  6 08:49:44 1994")],
            7_000,
        ),
        (
            429,
            vec![("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")],
            500,
        ),
        (
            429,
            vec![("retry-after", "Sun, 06 Nov 1994 10:00:09 GMT"), date],
            9_000,
        ),
        (
            429,
            vec![("retry-after", "Sun, 06 Nov 2011 10:00:09 GMT"), date],
            60_000,
        ),
    ] {
        let run = always(&Write, || response(status, &headers, ""));
        assert_eq!(run.at[1], MILLIS(expected), "{status}, {headers:?}");
    }
}

#[test]
fn the_deadline_bounds_everything() {
    let options = RequestOptions::new()
        .max_retries(100)
        .timeout(Duration::from_secs(10));
    // Every attempt fails after three seconds: 0, 3.5, 7.5 (1 s wait), and a wait that would pass the deadline.
    let mut script = |_| {
        (
            response(500, &[("request-id", "req_9")], ""),
            Duration::from_secs(3),
        )
    };
    let run = Run::of(config(), &Write, &options, &mut script, 1.0).unwrap();
    assert_eq!(run.at, [MILLIS(0), MILLIS(3_500), MILLIS(7_500)]);
    let error = run.outcome.unwrap_err();
    assert_eq!(
        error.status().unwrap(),
        500,
        "the last answer is not hidden by the deadline"
    );
    assert_eq!(error.request_id(), Some("req_9"));

    // A wait that the API asks for and the deadline forbids is not begun.
    let mut script = |_| (response(429, &[("retry-after", "30")], ""), Duration::ZERO);
    let run = Run::of(config(), &Write, &options, &mut script, 1.0).unwrap();
    assert_eq!(run.at.len(), 1);

    // Without time, nothing is sent.
    let options = RequestOptions::new().timeout(Duration::ZERO);
    let run = Run::of(config(), &Write, &options, &mut script, 1.0);
    let Err(error) = run else { panic!("sent") };
    assert!(matches!(
        error.cause(),
        Cause::Config(ConfigError::Zero("timeout"))
    ));
}

#[test]
fn a_wait_that_takes_too_long_does_not_hide_the_answer() {
    let config = Arc::new(builder().timeout(MILLIS(520)).config().unwrap());
    let options = RequestOptions::new();
    let mut call = Call::new(&config, &Write, &options, Moment::default(), [0; 16]).unwrap();
    assert!(matches!(call.step(Moment::default()), Step::Send(_)));
    call.finish_attempt(response(500, &[], ""), Moment::default(), 0.0);
    let Step::Wait(time) = call.step(Moment::default()) else {
        panic!()
    };
    let late = Moment {
        elapsed: time + MILLIS(30),
        ..Moment::default()
    };
    assert_eq!(call.step(late), Step::Done);
    let error = call.into_result::<Write>().unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts()),
        (500, 1)
    );
}

#[test]
fn a_success_has_its_own_request_id() {
    let mut script = |attempt| match attempt {
        1 => (
            response(500, &[("request-id", "req_1")], ""),
            Duration::ZERO,
        ),
        _ => (response(200, &[], "{}"), Duration::ZERO),
    };
    let options = RequestOptions::new();
    let run = Run::of(config(), &Write, &options, &mut script, 1.0).unwrap();
    let answer = run.outcome.unwrap();
    assert_eq!((answer.attempts(), answer.request_id()), (2, None));
}

#[test]
fn limits_can_be_added_to_the_time_of_day() {
    let builder = builder()
        .timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX);
    let config = Arc::new(builder.connect_timeout(Duration::MAX).config().unwrap());
    let options = RequestOptions::new();
    let mut call = Call::new(&config, &Read, &options, Moment::default(), [0; 16]).unwrap();
    let Step::Send(limits) = call.step(Moment::default()) else {
        panic!()
    };
    let now = std::time::Instant::now();
    assert!(now.checked_add(limits.total).is_some() && now.checked_add(limits.connect).is_some());
}

#[test]
fn what_an_error_holds() {
    let body = r#"{"error": {"message": "No.", "payment_intent": {"client_secret": "pi_secret"}}}"#;
    let run = always(&Read, || response(402, &[("x-more", "1")], body));
    let error = run.outcome.unwrap_err();
    assert_eq!(error.api().unwrap().headers["x-more"], "1");
    assert!(format!("{error:?} {error}").contains("No."));
    assert!(
        !format!("{error:?} {error}").contains("pi_secret"),
        "{error:?}"
    );

    let run = always(&Read, || response(200, &[], r#"{"id": pi_secret"#));
    let error = run.outcome.unwrap_err();
    assert!(
        !format!("{error:?} {error}").contains("pi_secret"),
        "{error:?}"
    );
    let Cause::Decode(unreadable) = error.cause() else {
        panic!("{error:?}")
    };
    assert_eq!(&unreadable.body[..], br#"{"id": pi_secret"#);
}

#[test]
fn a_longer_call_gets_longer_attempts() {
    let config = Arc::new(config());
    let options = RequestOptions::new().timeout(Duration::from_secs(300));
    let mut call = Call::new(&config, &Read, &options, Moment::default(), [0; 16]).unwrap();
    let Step::Send(limits) = call.step(Moment::default()) else {
        panic!()
    };
    assert_eq!(limits.total, Duration::from_secs(300));
}

#[test]
fn attempts_get_what_is_left() {
    let config = builder()
        .attempt_timeout(Duration::from_secs(6))
        .timeout(Duration::from_secs(10));
    let config = Arc::new(
        config
            .connect_timeout(Duration::from_secs(5))
            .config()
            .unwrap(),
    );
    let mut call = Call::new(
        &config,
        &Read,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    )
    .unwrap();
    let Step::Send(limits) = call.step(Moment::default()) else {
        panic!()
    };
    assert_eq!(
        (limits.connect, limits.total),
        (Duration::from_secs(5), Duration::from_secs(6))
    );
    let now = Moment {
        elapsed: Duration::from_secs(6),
        ..Moment::default()
    };
    call.finish_attempt(Err(TransportErrorKind::Timeout.into()), now, 0.0);
    let Step::Wait(time) = call.step(now) else {
        panic!()
    };
    let now = Moment {
        elapsed: now.elapsed + time,
        ..now
    };
    let Step::Send(limits) = call.step(now) else {
        panic!()
    };
    assert_eq!(
        (limits.connect, limits.total),
        (MILLIS(3_500), MILLIS(3_500))
    );
    // A driver that forgets an attempt does not send it twice.
    assert_eq!(call.step(now), Step::Done);
}

#[test]
fn a_later_success_counts() {
    let mut script = |attempt| match attempt {
        1 => (Err(TransportErrorKind::Broken.into()), Duration::ZERO),
        2 => (
            response(500, &[("request-id", "req_2")], ""),
            Duration::ZERO,
        ),
        _ => (
            response(200, &[("request-id", "req_3")], "{\"a\": 1}"),
            Duration::ZERO,
        ),
    };
    let run = Run::of(config(), &Write, &RequestOptions::new(), &mut script, 0.3).unwrap();
    let reply = run.outcome.unwrap();
    assert_eq!((reply.attempts(), reply.value()), (3, &json!({"a": 1})));
    assert_eq!(reply.body(), "{\"a\": 1}", "as it came");
    assert_eq!(reply.request_id(), Some("req_3"));
    assert_eq!(reply.idempotency_key(), run.keys[0].as_deref());

    let mut script = |attempt| match attempt {
        1 => (
            response(500, &[("request-id", "req_1")], ""),
            Duration::ZERO,
        ),
        _ => (Err(TransportErrorKind::Broken.into()), Duration::ZERO),
    };
    let run = Run::of(config(), &Write, &RequestOptions::new(), &mut script, 0.3).unwrap();
    let error = run.outcome.unwrap_err();
    assert_eq!(
        error.request_id(),
        Some("req_1"),
        "the last one that is known"
    );
}
