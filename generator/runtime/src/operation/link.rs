//! Links that lead from one answer to the next.
//!
//! In: headers of a response (RFC 8288), or a link in its body, and the address that was asked. Out: the address that the link leads
//! to. What always holds: it is on the server that was asked, since what goes there has the caller's credentials.

use http::HeaderMap;
use http::header::LINK;

/// The target of the link to the next page in the headers of a response (RFC 8288).
#[must_use]
pub fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter();
    let mut values = values.filter_map(|value| value.to_str().ok());
    values.find_map(next_in)
}

/// The first target of a `Link` header that is for the next page.
fn next_in(header: &str) -> Option<String> {
    let mut rest = header;
    while let Some((_, behind)) = rest.split_once('<') {
        let (target, behind) = behind.split_once('>')?;
        let (parameters, behind) = parameters(behind);
        if parameters.iter().any(|(name, value)| is_next(name, value)) {
            return Some(target.trim().to_owned());
        }
        rest = behind;
    }
    None
}

fn is_next(name: &str, value: &str) -> bool {
    let mut kinds = value.split_ascii_whitespace();
    name.eq_ignore_ascii_case("rel") && kinds.any(|kind| kind.eq_ignore_ascii_case("next"))
}

/// The parameters of a link, and what stands behind them: a comma outside of quotes ends them.
fn parameters(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut quoted = false;
    let end = text.find(|c| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    let (own, behind) = text.split_at(end.unwrap_or(text.len()));
    let pairs = own.split(';').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.trim(), value.trim().trim_matches('"')));
    (pairs.collect(), behind)
}

/// The address that a link leads to, seen from that of the request whose answer has it. `None` if it leads to another server,
/// or nowhere.
pub fn followed(from: &str, link: &str) -> Option<String> {
    let link = link.split('#').next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'\\';
    if link.is_empty() || !link.bytes().all(is_plain) {
        return None;
    }
    let (origin, path) = origin_and_path(from);
    let place = path.split('?').next().unwrap_or_default();
    if let Some((scheme, _)) = link
        .split_once("://")
        .filter(|(scheme, _)| is_scheme(scheme))
    {
        let (other, path) = origin_and_path(link);
        let is_same = !origin.is_empty() && same_origin(origin, other, scheme);
        let slash = if path.starts_with('/') { "" } else { "/" };
        return is_same.then(|| format!("{origin}{slash}{path}"));
    }
    if link.starts_with("//") {
        let scheme = origin.split_once(':').map_or("", |(scheme, _)| scheme);
        return followed(from, &format!("{scheme}:{link}"));
    }
    match link.as_bytes().first() {
        Some(b'/') => Some(format!("{origin}{link}")),
        Some(b'?') => Some(format!("{origin}{place}{link}")),
        _ if link
            .split('?')
            .next()
            .is_some_and(|path| path.contains([':'])) =>
        {
            None
        }
        _ => {
            let folder = place
                .rfind('/')
                .map_or("", |end| place.get(..=end).unwrap_or_default());
            Some(format!("{origin}{folder}{link}"))
        }
    }
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// An address in two: scheme and authority, if it has them, and the rest.
fn origin_and_path(address: &str) -> (&str, &str) {
    let start = address.find("://").map_or(0, |at| at + "://".len());
    let authority = address.get(start..).unwrap_or_default();
    let length = match start {
        0 => 0,
        _ => authority.find(['/', '?']).unwrap_or(authority.len()),
    };
    address.split_at(start + length)
}

/// Whether two origins are one: the same scheme, host and port. One with a user in it is none that an API names.
fn same_origin(own: &str, other: &str, scheme: &str) -> bool {
    let port = |origin: &str| {
        let lower = origin.to_ascii_lowercase();
        let usual = if lower.starts_with("https:") {
            ":443"
        } else {
            ":80"
        };
        lower
            .strip_suffix(usual)
            .map(str::to_owned)
            .unwrap_or(lower)
    };
    let is_http = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_http && !other.contains('@') && port(own) == port(other)
}
