//! Whether a request proves who sends it.
//!
//! In: the head of a request, the alternatives of an operation and the secret, if one is set. Out: nothing, or why it is refused. What always
//! holds: no secret is in what is said.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE};

use crate::mock::model::{Model, SchemeKind};

/// Why a request is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// It proves nothing.
    Missing,
    /// What it gives is not what is asked for.
    Wrong,
}

/// Whether one of the alternatives is met.
///
/// # Errors
///
/// Why none is.
pub fn admitted(
    model: &Model,
    alternatives: &[Vec<String>],
    headers: &HeaderMap,
    query: &[(String, String)],
    secret: Option<&str>,
) -> Result<(), Denied> {
    let mut denied = Denied::Missing;
    if alternatives.is_empty() {
        return Ok(());
    }
    for alternative in alternatives {
        let mut given = alternative.iter().map(|name| {
            let scheme = model.schemes.iter().find(|scheme| scheme.name == *name);
            scheme.map_or(Some(Vec::new()), |scheme| {
                credentials(&scheme.kind, headers, query)
            })
        });
        let fits = given.try_fold((), |(), given| match given {
            None => Err(Denied::Missing),
            Some(texts) if texts.is_empty() => Ok(()),
            Some(texts) => match texts.iter().any(|text| is_right(text, secret)) {
                true => Ok(()),
                false => Err(Denied::Wrong),
            },
        });
        match fits {
            Ok(()) => return Ok(()),
            Err(Denied::Wrong) => denied = Denied::Wrong,
            Err(Denied::Missing) => {}
        }
    }
    Err(denied)
}

/// Any secret is right, but for an empty one, unless one is set.
fn is_right(text: &str, secret: Option<&str>) -> bool {
    match secret {
        Some(secret) => text == secret,
        None => !text.is_empty(),
    }
}

/// The texts of which one has to be the secret; none at all, if nothing can be checked. `None` if nothing is given.
fn credentials(
    kind: &SchemeKind,
    headers: &HeaderMap,
    query: &[(String, String)],
) -> Option<Vec<String>> {
    let authorization = |scheme: &str| {
        let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
        let (name, rest) = value.split_once(' ')?;
        name.eq_ignore_ascii_case(scheme)
            .then(|| rest.trim().to_owned())
    };
    Some(match kind {
        SchemeKind::Bearer => vec![authorization("bearer")?],
        SchemeKind::Basic => {
            let text = base64(&authorization("basic")?)?;
            let (user, password) = text.split_once(':').unwrap_or((&text, ""));
            vec![user.to_owned(), password.to_owned(), text.clone()]
        }
        SchemeKind::Header(name) => {
            vec![headers.get(name.as_str())?.to_str().ok()?.to_owned()]
        }
        SchemeKind::Query(name) => {
            let pair = query.iter().find(|(key, _)| key == name)?;
            vec![pair.1.clone()]
        }
        SchemeKind::Cookie(name) => vec![cookie(headers, name)?],
        SchemeKind::Other => Vec::new(),
    })
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let pairs = all.flat_map(|value| value.split(';'));
    let mut pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    let found = pairs.find(|(key, _)| *key == name);
    found.map(|(_, value)| value.to_owned())
}

/// The text that base64 (RFC 4648 section 4) stands for.
fn base64(text: &str) -> Option<String> {
    let mut bits: u32 = 0;
    let mut count = 0;
    let mut found = Vec::new();
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            found.push(byte);
        }
    }
    String::from_utf8(found).ok()
}
