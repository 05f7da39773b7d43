//! Signatures of events: what is proved, what is refused, and that no input is too odd.

#![cfg(feature = "webhooks")]

use form_runtime::{
    DecodeError, EventError, OtherEvent, SignatureError, Timestamp, Verifier, sign,
};
use http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

const SECRET: &str = "whsec_test";
const BODY: &[u8] = b"{\"id\": \"evt_1\"}";
const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

fn verifier() -> Verifier {
    Verifier::new(SECRET).unwrap()
}

fn verify(header: impl AsRef<[u8]>) -> Result<Timestamp, SignatureError> {
    verifier().verify_at(BODY, Some(header), NOW)
}

/// HMAC-SHA256 as RFC 2104 writes it down: what the runtime computes is compared with this.
fn hmac(key: &[u8], text: &[u8]) -> String {
    let mut block = [0; 64];
    if key.len() > block.len() {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let hash = |pad: u8, text: &[u8]| {
        let padded = block.map(|byte| byte ^ pad);
        Sha256::digest([&padded[..], text].concat())
    };
    let hash = hash(0x5c, &hash(0x36, text));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 4231, test cases 1, 2, 4, 6 and 7.
#[test]
fn published_vectors() {
    let counted: Vec<u8> = (1..=25).collect();
    let long = [0xaa; 131];
    let larger = "This is a test using a larger than block-size key and a larger than block-size data. The key needs to \
                  be hashed before being used by the HMAC algorithm.";
    let vectors: [(&[u8], &[u8], &str); 5] = [
        (
            &[0x0b; 20],
            b"Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        ),
        (
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (
            &counted,
            &[0xcd; 50],
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
        ),
        (
            &long,
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
        (
            &long,
            larger.as_bytes(),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
        ),
    ];
    for (key, text, expected) in vectors {
        assert_eq!(hmac(key, text), expected);
    }
}

#[test]
fn what_is_signed_is_the_time_a_full_stop_and_the_body() {
    let secrets = ["s", "whsec_é😀", &"k".repeat(64), &"k".repeat(65)];
    let bodies: [&[u8]; 4] = [b"", BODY, b"\xff\0\r\n", &[b'x'; 100_000]];
    for secret in secrets {
        for body in bodies {
            let signed = [b"1700000000.", body].concat();
            let expected = format!("t=1700000000,v1={}", hmac(secret.as_bytes(), &signed));
            assert_eq!(sign(body, secret, NOW), expected);
            let verifier = Verifier::new(secret).unwrap();
            assert_eq!(verifier.verify_at(body, Some(expected), NOW), Ok(NOW));
        }
    }
}

#[test]
fn every_changed_character_counts() {
    let header = sign(BODY, SECRET, NOW);
    assert_eq!(verify(&header), Ok(NOW));
    for at in 0..header.len() {
        for byte in 0..=u8::MAX {
            let mut changed = header.clone().into_bytes();
            if changed[at] != byte {
                changed[at] = byte;
                assert!(verify(&changed).is_err(), "{at}: {byte:#x}");
            }
        }
        assert!(verify(&header[..at]).is_err(), "{at}");
        assert!(verify(&header[at + 1..]).is_err(), "{at}");
    }
    for at in 0..BODY.len() {
        let mut changed = BODY.to_vec();
        changed[at] ^= 1;
        let result = verifier().verify_at(&changed, Some(&header), NOW);
        let padded_secret = false;
        assert_eq!(result, Err(SignatureError::NoMatch { padded_secret }));
    }
}

#[test]
fn headers_that_cannot_be_read() {
    let v1 = hmac(SECRET.as_bytes(), &[b"1700000000.", BODY].concat());
    let malformed = [
        "".to_owned(),
        ",,,".to_owned(),
        "=".to_owned(),
        "t".to_owned(),
        "t=1700000000".to_owned(),
        format!("v1={v1}"),
        format!("t=,v1={v1}"),
        format!("t=+1700000000,v1={v1}"),
        format!("t=-1700000000,v1={v1}"),
        format!("t=1700000000.0,v1={v1}"),
        format!("t= 1700000000,v1={v1}"),
        format!("t=1700000000 ,v1={v1}"),
        format!("t=9223372036854775808,v1={v1}"),
        format!("t={},v1={v1}", "1".repeat(4000)),
        format!("t=١٧٠٠٠٠٠٠٠٠,v1={v1}"),
        format!("t=1700000000,t=1700000000,v1={v1}"),
        format!("T=1700000000,v1={v1}"),
        format!("t=1700000000, v1={v1}"),
        format!("t=1700000000;v1={v1}"),
        format!("t=1700000000,v1{v1}"),
        format!("t=1700000000,v2={v1}"),
    ];
    for header in malformed {
        let error = verify(&header).unwrap_err();
        assert!(
            matches!(error, SignatureError::Malformed(_)),
            "{header}: {error}"
        );
    }
    let none = None::<&str>;
    assert_eq!(
        verifier().verify_at(BODY, none, NOW),
        Err(SignatureError::MissingHeader)
    );
}

#[test]
fn signatures_that_do_not_match() {
    let v1 = hmac(SECRET.as_bytes(), &[b"1700000000.", BODY].concat());
    let wrong = [
        format!("t=1700000000,v1={}", v1.to_uppercase()),
        format!("t=1700000000,v1={v1}0"),
        format!("t=1700000000,v1={v1}00"),
        format!("t=1700000000,v1={}", &v1[1..]),
        format!("t=1700000000,v1={}", &v1[2..]),
        format!("t=1700000000,v1= {v1}"),
        format!("t=1700000000,v1={v1} "),
        format!("t=1700000000,v1={v1}\r\n"),
        format!("t=1700000000,v1=={v1}"),
        format!("t=1700000001,v1={v1}"),
        format!("t=01700000000,v1={v1}"),
        format!("t=1700000000,v1=é{}", &v1[2..]),
        "t=1700000000,v1=".to_owned(),
        format!("t=1700000000,v1={}", "0".repeat(64)),
    ];
    for header in wrong {
        let padded_secret = false;
        assert_eq!(
            verify(&header),
            Err(SignatureError::NoMatch { padded_secret }),
            "{header}"
        );
    }
}

/// What the API may add one day changes nothing.
#[test]
fn what_goes_by_another_name_is_passed_over() {
    let header = sign(BODY, SECRET, NOW);
    let v1 = header.strip_prefix("t=1700000000,").unwrap();
    let same = [
        format!("{v1},t=1700000000"),
        format!("v0=00,{header},v2=00,"),
        format!(",t2=1,{header},junk,=,v1,v11=1"),
        format!("v1=00,t=1700000000,v1=,{v1},v1=zz"),
    ];
    for header in same {
        assert_eq!(verify(&header), Ok(NOW), "{header}");
    }
    let mut bytes = b"v0=\xff\xfe\0,".to_vec();
    bytes.extend_from_slice(header.as_bytes());
    assert_eq!(verify(bytes), Ok(NOW));
}

#[test]
fn long_headers() {
    let header = sign(BODY, SECRET, NOW);
    let padded = |length: usize| format!("{header},v0={}", "0".repeat(length - header.len() - 4));
    assert_eq!(verify(padded(8192)), Ok(NOW));
    let too_long = Err(SignatureError::Malformed("it is longer than 8192 bytes"));
    assert_eq!(verify(padded(8193)), too_long);
    assert_eq!(verify(vec![b','; 10_000_000]), too_long);
    assert_eq!(verify("t=1,".repeat(10_000_000)), too_long);
    let wrong = format!("v1={},", "0".repeat(64));
    assert_eq!(verify(wrong.repeat(100) + &header), Ok(NOW));
    assert_eq!(verify(wrong.repeat(200) + &header), too_long);
}

#[test]
fn several_secrets() {
    let verifier = verifier().and_secret("whsec_old").unwrap();
    let at = |header: String| verifier.verify_at(BODY, Some(header), NOW);
    let (new, old) = (sign(BODY, SECRET, NOW), sign(BODY, "whsec_old", NOW));
    assert_eq!(at(new.clone()), Ok(NOW));
    assert_eq!(at(old.clone()), Ok(NOW));
    let of_old = old.strip_prefix("t=1700000000,").unwrap();
    assert_eq!(at(format!("{new},{of_old}")), Ok(NOW));
    let other = at(sign(BODY, "whsec_other", NOW));
    assert!(
        matches!(other, Err(SignatureError::NoMatch { .. })),
        "{other:?}"
    );
}

#[test]
fn empty_secrets() {
    for secret in ["", " ", "\n", "\t \r\n", "\u{a0}", "\u{2003}\u{b}"] {
        assert_eq!(
            Verifier::new(secret).unwrap_err(),
            SignatureError::EmptySecret
        );
        assert_eq!(
            verifier().and_secret(secret).unwrap_err(),
            SignatureError::EmptySecret
        );
        // For tests of an endpoint that was set up wrongly.
        assert!(sign(BODY, secret, NOW).starts_with("t=1700000000,v1="));
    }
}

/// The whole secret counts; that it came with a line break is said.
#[test]
fn secrets_with_whitespace_around_them() {
    let padded = Verifier::new("whsec_test\n").unwrap();
    let error = padded
        .verify_at(BODY, Some(sign(BODY, SECRET, NOW)), NOW)
        .unwrap_err();
    assert_eq!(
        error,
        SignatureError::NoMatch {
            padded_secret: true
        }
    );
    assert!(
        error.to_string().contains("read with a line break"),
        "{error}"
    );
    let header = sign(BODY, "whsec_test\n", NOW);
    assert_eq!(padded.verify_at(BODY, Some(header), NOW), Ok(NOW));
}

#[test]
fn headers_as_http_has_them() {
    let mut headers = HeaderMap::new();
    let name = "Example-Signature";
    let missing = verifier().verify_at(BODY, headers.get(name), NOW);
    assert_eq!(missing, Err(SignatureError::MissingHeader));
    let value = HeaderValue::try_from(sign(BODY, SECRET, NOW)).unwrap();
    headers.insert("example-signature", value);
    assert_eq!(verifier().verify_at(BODY, headers.get(name), NOW), Ok(NOW));
}

#[test]
fn nothing_shows_a_secret_or_what_it_makes() {
    let verifier = verifier().and_secret("whsec_old").unwrap();
    assert_eq!(
        format!("{verifier:?}"),
        "Verifier { secrets: 2, tolerance: 300s }"
    );
    assert_eq!(
        format!("{:?}", self::verifier().any_age()),
        "Verifier { secrets: 1, tolerance: any age }"
    );
    let header = sign(BODY, "whsec_other", NOW);
    let v1 = header.strip_prefix("t=1700000000,v1=").unwrap();
    let errors = [
        verifier.verify_at(BODY, Some(&header), NOW).unwrap_err(),
        verifier.verify_at(BODY, Some(v1), NOW).unwrap_err(),
        verify(sign(BODY, SECRET, Timestamp::from_unix(1))).unwrap_err(),
    ];
    for error in errors {
        let shown = format!("{error} {error:?} {:?}", EventError::from(error.clone()));
        for secret in [SECRET, "whsec_old", "evt_1", v1] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn errors_say_what_to_do() {
    let other = OtherEvent {
        member: "object",
        value: "thin",
        about: "use the other function",
    };
    let messages: [(EventError, &str); 6] = [
        (
            SignatureError::EmptySecret.into(),
            "the webhook secret is empty: take it from the settings of the endpoint",
        ),
        (
            SignatureError::MissingHeader.into(),
            "the request has no signature header: it is not from the API, or a proxy took the header away",
        ),
        (
            verify("v1=00").unwrap_err().into(),
            "the signature header cannot be read: it has no `t=`",
        ),
        (
            verify(sign(BODY, SECRET, Timestamp::from_unix(1_699_999_699)))
                .unwrap_err()
                .into(),
            "the signature is right but too old: it was made at 2023-11-14T22:08:19Z, it is 2023-11-14T22:13:20Z, and at \
             most 300 seconds may lie between; if the delivery is new, this machine's clock is wrong",
        ),
        (
            DecodeError::new("missing field `amount`").into(),
            "the event is signed by the API, but cannot be read: missing field `amount`",
        ),
        (
            EventError::OtherKind(other),
            "the event is signed by the API, but cannot be read: it is an event of another kind, as its `object` is \
             `thin`: use the other function",
        ),
    ];
    for (error, message) in messages {
        assert_eq!(error.to_string(), message);
    }
}
