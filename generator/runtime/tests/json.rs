//! Types that are read from and written as JSON.

use std::collections::HashMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use form_runtime::{
    ApiError, Bounds, Clearable, ClearableEntries, DecodeError, Entries, Expandable, Form, Id,
    Identified, InvalidRequest, Limits, List, MemberName, Multipart, RangeFilter, RequestBuilder,
    ResponseError, Timestamp, Upload, Violations, decode_json, decode_text, ignore, needed,
    open_string,
};
use http::{HeaderMap, StatusCode};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, from_value, json, to_value};

/// What an emitted model looks like.
#[derive(Clone, Debug, PartialEq)]
struct Charge {
    id: Id<Charge>,
    status: Status,
}

#[derive(Clone, Debug, PartialEq)]
enum Status {
    Paid,
    Unknown(String),
}

impl Identified for Charge {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Serialize for Charge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("id", self.id.as_str()), ("object", "charge")])
    }
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        open_string(deserializer, "a status", |text| match text {
            "paid" => Self::Paid,
            other => Self::Unknown(other.to_owned()),
        })
    }
}

impl<'de> Deserialize<'de> for Charge {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ChargeVisitor;
        impl<'de> Visitor<'de> for ChargeVisitor {
            type Value = Charge;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a Charge object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Charge, A::Error> {
                let mut id = None;
                let mut status = None;
                while let Some(name) = map.next_key::<MemberName<'de>>()? {
                    match name.as_str() {
                        "id" => id = Some(map.next_value()?),
                        "status" => status = map.next_value()?,
                        _ => ignore(&mut map)?,
                    }
                }
                Ok(Charge {
                    id: needed(id, "id")?,
                    status: status.unwrap_or(Status::Paid),
                })
            }
        }
        deserializer.deserialize_map(ChargeVisitor)
    }
}

fn message<T: for<'de> Deserialize<'de> + std::fmt::Debug>(text: &str) -> String {
    serde_json::from_str::<T>(text).unwrap_err().to_string()
}

#[test]
fn emitted_models_read_what_they_know() {
    let text = r#"{"\u0069d": "ch_1", "object": "charge", "new": [{"a": 1}], "status": "new"}"#;
    let charge: Charge = serde_json::from_str(text).unwrap();
    assert_eq!(charge.id, "ch_1");
    assert_eq!(charge.status, Status::Unknown("new".into()));
    assert_eq!(
        message::<Charge>("{}"),
        "missing field `id` at line 1 column 2"
    );
    assert_eq!(
        message::<Charge>(r#"{"status": 1}"#),
        "invalid type: integer `1`, expected a status at line 1 column 12"
    );
    let name: MemberName<'_> = serde_json::from_str("\"a\"").unwrap();
    assert_eq!(name.into_string(), "a");
}

#[test]
fn expandables_are_ids_or_objects() {
    let id: Expandable<Charge> = from_value(json!("ch_1")).unwrap();
    assert_eq!((id.id().as_str(), id.object()), ("ch_1", None));
    let object: Expandable<Charge> = serde_json::from_str(r#"{"id": "ch_1"}"#).unwrap();
    assert_eq!(object.id(), id.id());
    assert_eq!(
        object.object().map(|charge| charge.id.as_str()),
        Some("ch_1")
    );
    assert_eq!(to_value(&id).unwrap(), json!("ch_1"));
    assert_eq!(
        to_value(&object).unwrap(),
        json!({"id": "ch_1", "object": "charge"})
    );
    assert_eq!(Id::from(object.object().unwrap()), Id::from("ch_1"));
    assert!(object.into_object().is_some());
    assert_eq!(
        message::<Expandable<Charge>>("1"),
        "invalid type: integer `1`, expected an id or the object itself at line 1 column 1"
    );
}

#[test]
fn lists_need_their_data() {
    let text = r#"{"object": "list", "data": ["a"], "has_more": true, "url": "/v1/x", "count": 1}"#;
    let list: List<String> = serde_json::from_str(text).unwrap();
    assert_eq!(list.data, ["a"]);
    assert!(list.has_more);
    assert_eq!(list.url, "/v1/x");
    assert_eq!(list.total_count, None);
    assert_eq!(
        serde_json::to_string(&list).unwrap(),
        r#"{"object":"list","data":["a"],"has_more":true,"url":"/v1/x","count":1}"#
    );
    let list: List<i64> =
        from_value(json!({"data": [], "has_more": false, "total_count": 5})).unwrap();
    assert_eq!((list.url.as_str(), list.total_count), ("", Some(5)));
    assert_eq!(list.into_iter().count(), 0);
    assert_eq!(
        message::<List<i64>>(r#"{"error": {}}"#),
        "missing field `data` at line 1 column 13"
    );
    assert_eq!(
        message::<List<i64>>(r#"{"data": []}"#),
        "missing field `has_more` at line 1 column 12"
    );
}

#[test]
fn timestamps_are_whole_numbers() {
    assert_eq!(
        from_value::<Timestamp>(json!(1_680_651_737))
            .unwrap()
            .as_unix(),
        1_680_651_737
    );
    assert_eq!(
        from_value::<Timestamp>(json!(-5.0)).unwrap(),
        Timestamp::from_unix(-5)
    );
    assert_eq!(to_value(Timestamp::from_unix(5)).unwrap(), json!(5));
    for text in ["1.5", "1e300", "18446744073709551615", "\"5\"", "null"] {
        assert!(
            message::<Timestamp>(text).contains("whole seconds since the Unix epoch"),
            "{text}"
        );
    }
}

#[test]
fn timestamps_show_any_point_in_time() {
    let cases = [
        (0, "1970-01-01T00:00:00Z"),
        (1_680_651_737, "2023-04-04T23:42:17Z"),
        (951_782_399, "2000-02-28T23:59:59Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (-62_167_219_201, "-000001-12-31T23:59:59Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
        (253_402_300_800, "+010000-01-01T00:00:00Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
        (i64::MAX, "+292277026596-12-04T15:30:07Z"),
        (i64::MIN, "-292277022657-01-27T08:29:52Z"),
    ];
    for (seconds, expected) in cases {
        assert_eq!(Timestamp::from_unix(seconds).to_string(), expected);
    }
}

#[test]
fn timestamps_convert_to_clock_time_rounding_down() {
    let at = |time: SystemTime| Timestamp::from(time).as_unix();
    assert_eq!(at(UNIX_EPOCH + Duration::from_millis(1_999)), 1);
    assert_eq!(at(UNIX_EPOCH - Duration::from_millis(1)), -1);
    assert_eq!(at(UNIX_EPOCH - Duration::from_secs(2)), -2);
    for seconds in [-5, 0, 1_680_651_737] {
        assert_eq!(
            at(SystemTime::try_from(Timestamp::from_unix(seconds)).unwrap()),
            seconds
        );
    }
    // Whether the platform's clock reaches this far is its own business; a panic is ours.
    for seconds in [i64::MIN, i64::MAX] {
        let _ = SystemTime::try_from(Timestamp::from_unix(seconds)).map(Timestamp::from);
    }
}

#[test]
fn request_values_have_json_as_well() {
    for value in [json!(5), json!({"gte": 1, "lt": 9})] {
        let range: RangeFilter<i64> = from_value(value.clone()).unwrap();
        assert_eq!(to_value(range).unwrap(), value);
    }
    assert_eq!(
        from_value::<RangeFilter<String>>(json!("a")).unwrap(),
        RangeFilter::Exactly("a".into())
    );
    assert_eq!(to_value(Clearable::Set(5)).unwrap(), json!(5));
    assert_eq!(to_value(Clearable::<i64>::Clear).unwrap(), Value::Null);
    assert_eq!(
        from_value::<Clearable<i64>>(Value::Null).unwrap(),
        Clearable::Clear
    );
    let entries: Entries<i64> = serde_json::from_str(r#"{"b": 1, "a": 2, "b": 3}"#).unwrap();
    assert_eq!(serde_json::to_string(&entries).unwrap(), r#"{"b":3,"a":2}"#);
    let changes: ClearableEntries = from_value(json!({"a": "1", "b": null})).unwrap();
    assert_eq!(
        changes.changes().collect::<Vec<_>>(),
        [("a", Some("1")), ("b", None)]
    );
    assert_eq!(to_value(&changes).unwrap(), json!({"a": "1", "b": null}));
    assert!(
        from_value::<ClearableEntries>(Value::Null)
            .unwrap()
            .is_clear()
    );
}

#[test]
fn ids_are_text_with_a_type() {
    let id: Id<Charge> = "ch_1".into();
    assert_eq!(id, Id::from(&"ch_1".to_owned()));
    assert_eq!(Id::from(&id), id.clone());
    assert_eq!(
        (id.to_string(), format!("{id:?}")),
        ("ch_1".to_owned(), "\"ch_1\"".to_owned())
    );
    assert!(id < Id::new("ch_2"));
    assert_eq!(HashMap::from([(id.clone(), 1)]).get("ch_1"), Some(&1));
    assert_eq!(
        from_value::<Id<Charge>>(to_value(&id).unwrap()).unwrap(),
        id
    );
    assert_eq!(String::from(id), "ch_1");
}

#[test]
fn everything_can_cross_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Id<std::rc::Rc<()>>>();
    shared::<(
        Timestamp,
        Expandable<Charge>,
        List<Charge>,
        RangeFilter<i64>,
        Bounds<i64>,
    )>();
    shared::<(
        Clearable<i64>,
        Entries<i64>,
        ClearableEntries,
        Upload,
        Form,
        Multipart,
    )>();
    shared::<(
        RequestBuilder,
        Limits,
        Violations,
        InvalidRequest,
        MemberName<'static>,
    )>();
    shared::<(ResponseError<Charge>, ApiError<Charge>, DecodeError)>();
}

#[test]
fn uploads_do_not_show_their_contents() {
    let upload = Upload::new("a.png", "secret").content_type("image/png");
    assert_eq!(
        format!("{upload:?}"),
        "Upload { file_name: <5 characters>, content_type: Some(\"image/png\"), bytes: <6 bytes> }"
    );
}

/// RFC 8259, section 8.1: nobody may add one, and whoever reads may read over it. In a text it is left alone.
#[test]
fn byte_order_marks_are_read_over() {
    let mark = "\u{feff}";
    let marked = format!("{mark}{{\"id\": \"ch_1\", \"status\": \"paid\"}}");
    let read: Charge = decode_json(marked.as_bytes()).unwrap();
    assert_eq!(read.id.as_str(), "ch_1");
    let error = format!("{mark}{{\"error\": {{\"message\": \"No.\"}}}}");
    let error =
        ApiError::<Value>::read(StatusCode::BAD_REQUEST, &HeaderMap::new(), error.as_bytes());
    assert_eq!(error.explanation().as_deref(), Some("No."));
    let told = |body: &str| decode_json::<Value>(body.as_bytes()).unwrap_err().message;
    assert_eq!(told(mark), told(""));
    assert!(decode_json::<Value>(format!("{mark}{mark}1").as_bytes()).is_err());
    assert!(decode_json::<Value>(format!("1{mark}").as_bytes()).is_err());
    assert_eq!(decode_text(mark.as_bytes()).unwrap(), mark);
}
