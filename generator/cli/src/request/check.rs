//! Whether a request keeps to the document.
//!
//! In: a request. Out: nothing, or all that is wrong with it, by parameter. What always holds: it is the test server's own reader that
//! looks at it, so that what is let through here is let through there.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::escape::query_text;
use super::made::{Made, MadeBody, PartValue, Values};
use super::pairs::text_of;
use crate::mock::answer::check_paths;
use crate::mock::model::{Model, Operation, Piece};
use crate::mock::read::{BodyFault, Incoming, read};

/// What stands between parts where files are left out: nothing that is given has it in it, as files are empty here.
const BOUNDARY: &str = "------------------------form-cli-0f5e8c6b3d7a41";

/// Checks a request.
///
/// # Errors
///
/// What is wrong with it, a sentence each.
pub fn check(
    model: &Model,
    operation: &Operation,
    values: &Values,
    made: &Made,
) -> Result<(), Vec<String>> {
    let texts = operation.path.iter().filter_map(|piece| match piece {
        Piece::Literal(_) => None,
        Piece::Input(index) => {
            let value = values.inputs.get(*index)?.as_ref()?;
            Some((*index, text_of(value)))
        }
    });
    let texts: Vec<(usize, String)> = texts.collect();
    let incoming = incoming(made)?;
    let read = read(model, operation, &texts, made.query.clone(), &incoming);
    let (given, violations) = read.map_err(|fault| match fault {
        BodyFault::MediaType(message) | BodyFault::Broken(message) => vec![message],
    })?;
    let mut faults: Vec<String> = violations
        .into_iter()
        .map(|violation| violation.message)
        .collect();
    if let Some(shape) = operation.outcome.payload.shape()
        && let Err((param, message)) = check_paths(model, shape, &given.expand)
    {
        faults.push(format!("{param}: {message}"));
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(faults),
    }
}

/// The request as a server would have it, files left out.
fn incoming(made: &Made) -> Result<Incoming, Vec<String>> {
    let mut headers = HeaderMap::new();
    for (name, value) in &made.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        let value = HeaderValue::from_str(value);
        let (Ok(name), Ok(value)) = (name, value) else {
            return Err(vec![
                "A header has characters that none can have.".to_owned(),
            ]);
        };
        headers.append(name, value);
    }
    if !made.cookies.is_empty() {
        let cookies = made.cookies.iter();
        let cookies = cookies.map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let cookies = HeaderValue::from_str(&cookies)
            .map_err(|_| vec!["A cookie has characters that none can have.".to_owned()])?;
        headers.insert(COOKIE, cookies);
    }
    let (kind, body) = body(&made.body);
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(CONTENT_TYPE, kind);
    }
    Ok(Incoming {
        method: made.method.clone(),
        path: made.path.clone(),
        query: query_text(&made.query),
        headers,
        body,
    })
}

fn body(body: &MadeBody) -> (String, Bytes) {
    match body {
        MadeBody::None => (String::new(), Bytes::new()),
        MadeBody::Form(pairs) => (
            "application/x-www-form-urlencoded".to_owned(),
            query_text(pairs).into(),
        ),
        MadeBody::Json(kind, value) => (kind.clone(), value.to_string().into()),
        // Any byte says that there is something.
        MadeBody::File(kind, _) => (kind.clone(), Bytes::from_static(b"-")),
        MadeBody::Parts(parts) => {
            let mut text = String::new();
            for (name, part) in parts {
                let name = name.replace('"', "%22").replace(['\r', '\n'], " ");
                text.push_str(&format!(
                    "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\""
                ));
                match part {
                    PartValue::Text(value) => text.push_str(&format!("\r\n\r\n{value}\r\n")),
                    PartValue::File(_) => text.push_str("; filename=\"file\"\r\n\r\n\r\n"),
                }
            }
            text.push_str(&format!("--{BOUNDARY}--\r\n"));
            (
                format!("multipart/form-data; boundary={BOUNDARY}"),
                text.into(),
            )
        }
    }
}
