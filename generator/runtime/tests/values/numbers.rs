//! Numbers that are read, kept and written: integers however they are written, and decimals with all their digits.

use std::collections::{BTreeMap, HashSet};

use form_runtime::{Clearable, Decimal, Form, FormValue, Key, decode_json};
use serde::Serialize;
use serde_json::{Value, from_value, json, to_string, to_value};

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn an_integer_is_read_however_it_is_written() {
    assert_eq!(
        decode_json::<Vec<i64>>(b"[3.0, 1e3, -2.50E1, 4]").unwrap(),
        [3, 1000, -25, 4]
    );
    assert_eq!(
        decode_json::<Vec<u64>>(b"[3.0, 18446744073709551615]").unwrap(),
        [3, u64::MAX]
    );
    assert_eq!(
        decode_json::<Vec<Option<i32>>>(b"[3.0, null]").unwrap(),
        [Some(3), None]
    );
    let map: BTreeMap<String, i64> = decode_json(br#"{"a": 2.000}"#).unwrap();
    assert_eq!(map["a"], 2);
}

#[test]
fn what_is_no_integer_is_refused() {
    for body in [
        "3.5",
        "-1.0",
        "1e30",
        "9007199254740993.0",
        "\"3\"",
        "null",
        "{}",
    ] {
        let read = decode_json::<u64>(body.as_bytes());
        assert!(read.is_err(), "{body}: {read:?}");
    }
    let error = decode_json::<Vec<i32>>(b"[1.0, 3000000000.0]").unwrap_err();
    assert_eq!(error.path(), Some("[1]"));
}

/// What stands beside such a number keeps its digits.
#[test]
fn digits_are_kept_beside_an_integer_with_a_fraction() {
    let body = br#"[3.0, {"a": [0.10, 123456789012345678901234567890, 1e2]}]"#;
    let (whole, amounts): (i64, BTreeMap<String, Vec<Decimal>>) = decode_json(body).unwrap();
    assert_eq!(whole, 3);
    let texts: Vec<&str> = amounts["a"].iter().map(Decimal::as_str).collect();
    assert_eq!(texts, ["0.10", "123456789012345678901234567890", "1e2"]);
}

#[test]
fn a_decimal_is_read_and_written_digit_by_digit() {
    for text in [
        "0",
        "-0.10",
        "12.340",
        "1E+5",
        "123456789012345678901234567890.123456789",
        "1e400",
    ] {
        let number: Decimal = decode_json(text.as_bytes()).unwrap();
        assert_eq!(number.as_str(), text);
        assert_eq!(to_string(&number).unwrap(), text);
        assert_eq!(number.to_string(), text);
        let mut form = Form::body();
        number.write(&Key::new("a"), &mut form);
        assert_eq!(form.into_string().replace("%2B", "+"), format!("a={text}"));
    }
    assert_eq!(to_value(decimal("1.5")).unwrap(), json!(1.5));
    assert_eq!(from_value::<Decimal>(json!(7)).unwrap(), Decimal::from(7));
}

#[test]
fn what_is_no_number_is_no_decimal() {
    for text in [
        "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "NaN", "inf", " 1", "1 ", "0x1", "١",
    ] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
    assert!(Decimal::try_from(f64::NAN).is_err());
    assert_eq!(Decimal::try_from(0.1).unwrap().as_str(), "0.1");
    for body in ["\"1.5\"", "null", "true", "[1]", "{\"a\":1}"] {
        let error = decode_json::<Decimal>(body.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("a number"), "{error}");
    }
}

#[test]
fn decimals_are_compared_by_what_they_are_worth() {
    let ordered = [
        "-1e3", "-2", "-1.5", "-0.001", "0", "1e-5", "0.1", "0.11", "1", "9.99", "10", "1e400",
    ];
    for (index, one) in ordered.iter().enumerate() {
        for (other_index, other) in ordered.iter().enumerate() {
            let order = decimal(one).cmp(&decimal(other));
            assert_eq!(order, index.cmp(&other_index), "{one} {other}");
        }
    }
    let equal: HashSet<Decimal> = ["1", "1.0", "1.00", "10e-1", "0.1E1"].map(decimal).into();
    assert_eq!(equal.len(), 1);
    assert_eq!(decimal("-0.0"), decimal("0e9"));
}

#[test]
fn decimals_become_other_numbers() {
    assert_eq!(
        decimal("1.5").to_f64().total_cmp(&1.5),
        std::cmp::Ordering::Equal
    );
    assert_eq!(decimal("12e2").to_i128(), Some(1200));
    assert_eq!(decimal("-0").to_i128(), Some(0));
    assert_eq!(decimal("12.50").to_i128(), None);
    assert_eq!(decimal(&i128::MIN.to_string()).to_i128(), Some(i128::MIN));
    assert_eq!(decimal("1e39").to_i128(), None);
    assert_eq!(decimal("1e99999999999999999999").to_i128(), None);
    assert_eq!(
        Clearable::<Decimal>::from(3),
        Clearable::Set(Decimal::from(3))
    );
}

/// Another format than JSON gets a number where it can hold it.
#[test]
fn what_is_read_in_memory_is_written_again() {
    fn again<T: Serialize>(value: &T) -> Value {
        to_value(value).unwrap()
    }
    let read: Vec<Decimal> = from_value(json!([1, 2.5, -3])).unwrap();
    assert_eq!(again(&read), json!([1, 2.5, -3]));
}
