//! How old a signature may be.

#![cfg(feature = "webhooks")]

use std::time::Duration;

use form_runtime::{SignatureError, Timestamp, Verifier, sign};

const SECRET: &str = "whsec_test";
const BODY: &[u8] = b"{\"id\": \"evt_1\"}";
const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

fn verifier() -> Verifier {
    Verifier::new(SECRET).unwrap()
}

#[test]
fn ages() {
    let at = |now: i64, tolerance| {
        let header = sign(BODY, SECRET, NOW);
        let verifier = verifier().tolerance(tolerance);
        verifier.verify_at(BODY, Some(header), Timestamp::from_unix(now))
    };
    let (default, none) = (Verifier::DEFAULT_TOLERANCE, Duration::ZERO);
    assert_eq!(default, Duration::from_secs(300));
    let right = [
        (1_700_000_000, none),
        (1_699_999_999, none),
        (1_700_000_300, default),
        (0, default),
        (i64::MIN, default),
        (1_700_000_001, Duration::from_millis(1000)),
    ];
    for (now, tolerance) in right {
        assert_eq!(at(now, tolerance), Ok(NOW), "{now} {tolerance:?}");
    }
    let old = [
        (1_700_000_001, none),
        (1_700_000_001, Duration::from_millis(999)),
        (1_700_000_301, default),
        (i64::MAX, default),
    ];
    for (now, tolerance) in old {
        let error = SignatureError::TooOld {
            signed: NOW,
            now: now.into(),
            tolerance,
        };
        assert_eq!(at(now, tolerance), Err(error), "{now} {tolerance:?}");
    }
    // The age is looked at last: a forged old one is not called old.
    let forged = format!("t=1,v1={}", "0".repeat(64));
    assert!(matches!(
        verifier().verify_at(BODY, Some(forged), NOW),
        Err(SignatureError::NoMatch { .. })
    ));
    for signed in [0, i64::MAX] {
        let signed = Timestamp::from_unix(signed);
        let header = sign(BODY, SECRET, signed);
        let verifier = verifier().tolerance(Duration::ZERO).any_age();
        assert_eq!(
            verifier.verify_at(BODY, Some(&header), NOW),
            Ok(signed),
            "the last word counts"
        );
        let again = verifier.tolerance(Duration::ZERO);
        let is_old = again.verify_at(BODY, Some(&header), NOW).is_err();
        assert_eq!(is_old, signed < NOW);
    }
}

#[test]
fn the_clock_of_the_system() {
    let now = Timestamp::now();
    assert_eq!(
        verifier().verify(BODY, Some(sign(BODY, SECRET, now))),
        Ok(now)
    );
    let old = verifier().verify(BODY, Some(sign(BODY, SECRET, NOW)));
    assert!(matches!(old, Err(SignatureError::TooOld { .. })), "{old:?}");
}
