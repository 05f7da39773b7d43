//! Requests for lists, page by page, whatever leads from one page to the next.
//!
//! In: a request and a page that it gave. Out: the request for the page behind it, or that there is none. What always holds:
//! all else of the request is carried on; what an answer says of the way is followed only to the server of the request.

use http::HeaderMap;
use http::header::LINK;

use super::paged::{Cursor, CursorPaged};
use super::request::Operation;

/// A request for a page of a list, from which the request for the page behind it follows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request for a list that has pages",
    label = "this request has no pages",
    note = "`items` and `pages` take requests for lists, such as `Things::list()`; `send` takes every request"
)]
pub trait Paged: Operation + Sized + Clone {
    /// What the list holds.
    type Element;

    /// Whether the request only counts, so that a page that comes twice is told by nothing but its body.
    const COUNTED: bool = false;

    /// Where the page begins, as the request has it; `None` for the first page.
    fn place_in_list(&self) -> Option<String>;

    /// Whether the list is read from its last item to its first.
    fn reads_backwards(&self) -> bool {
        false
    }

    /// The request for the page behind this one, all else unchanged.
    fn request_behind(&self, page: &Self::Output, headers: &HeaderMap) -> NextPage<Self>;

    /// The items of a page.
    fn items_of(page: Self::Output) -> Vec<Self::Element>;

    /// By what an item is known, if that is a place in the list.
    fn mark_of(item: &Self::Element) -> Option<&str> {
        let _ = item;
        None
    }

    /// The request that goes on behind an item of the page: so many were taken, and the last one is known by `mark`. Where no
    /// request can say so, it is the one for the page itself, of which these items come again.
    fn request_for_rest(&self, taken: usize, mark: Option<&str>) -> Option<Self> {
        let _ = (taken, mark);
        Some(self.clone())
    }
}

/// What is behind a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage<O> {
    /// The page that this request gives.
    Page(O),
    /// Nothing: it was the last one.
    Last,
    /// More, as the API claims, but it names no place to go on from.
    Nowhere,
}

/// Lists whose items are places.
impl<O: CursorPaged> Paged for O {
    type Element = <O as CursorPaged>::Item;

    fn place_in_list(&self) -> Option<String> {
        match self.cursor()? {
            Cursor::After(id) | Cursor::Before(id) => Some(id.to_owned()),
        }
    }

    fn reads_backwards(&self) -> bool {
        matches!(self.cursor(), Some(Cursor::Before(_)))
    }

    fn request_behind(&self, page: &Self::Output, _: &HeaderMap) -> NextPage<Self> {
        if !page.has_more {
            return NextPage::Last;
        }
        let end = match self.reads_backwards() {
            true => page.data.first(),
            false => page.data.last(),
        };
        match end.and_then(Self::cursor_of) {
            None => NextPage::Nowhere,
            Some(id) => self
                .request_for_rest(0, Some(id))
                .map_or(NextPage::Last, NextPage::Page),
        }
    }

    fn items_of(page: Self::Output) -> Vec<Self::Element> {
        page.data
    }

    fn mark_of(item: &Self::Element) -> Option<&str> {
        Self::cursor_of(item)
    }

    fn request_for_rest(&self, _: usize, mark: Option<&str>) -> Option<Self> {
        let id = mark?;
        self.at(match self.reads_backwards() {
            true => Cursor::Before(id),
            false => Cursor::After(id),
        })
    }
}

/// A place that was counted, and so many more. `None` if no number of that kind is as large.
pub fn counted_on<N: Copy + Into<i128> + TryFrom<i128>>(
    here: Option<N>,
    first: i128,
    more: usize,
) -> Option<N> {
    let here = here.map_or(first, Into::into);
    N::try_from(here.checked_add(i128::try_from(more).ok()?)?).ok()
}

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
pub(super) fn followed(from: &str, link: &str) -> Option<String> {
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
