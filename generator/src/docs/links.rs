//! Where links lead.
//!
//! In: what a description gives as the target of a link. Out: an absolute URL, or nothing. What always holds: a URL is
//! `http`, `https` or `mailto`, and can stand between the parentheses of a Markdown link as it is.

/// The URL that a description's relative links start from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkBase {
    /// Scheme, `://` and host, and the path up to and with its last slash; only of `http` and `https`.
    base: Option<(String, String)>,
}

impl LinkBase {
    /// Takes a URL such as `https://stripe.com`; without one, or with one that is not `http` or `https`, only
    /// absolute links keep their targets.
    #[must_use]
    pub fn new(url: Option<&str>) -> Self {
        Self {
            base: url.and_then(split),
        }
    }

    /// No base: only absolute links keep their targets.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The absolute URL of a link's target.
    ///
    /// `None` for targets in the page itself, for relative ones without a base and for schemes such as `javascript`.
    #[must_use]
    pub fn resolve(&self, target: &str) -> Option<String> {
        let target = target.trim();
        if target.is_empty() || target.starts_with(['#', '?']) {
            return None;
        }
        if let Some(scheme) = scheme(target) {
            let rest = target.get(scheme.len() + 1..).unwrap_or_default();
            return match scheme.to_ascii_lowercase().as_str() {
                "http" | "https" => {
                    (rest.len() > 2 && rest.starts_with("//")).then(|| escape(target))
                }
                // Without a dot, rustdoc would take it for the path of an item.
                "mailto" => (rest.contains('@') && rest.contains('.')).then(|| escape(target)),
                _ => None,
            };
        }
        let (origin, folder) = self.base.as_ref()?;
        if let Some(host) = target.strip_prefix("//") {
            let scheme = origin.split(':').next().unwrap_or("https");
            return (!host.is_empty()).then(|| escape(&format!("{scheme}://{host}")));
        }
        let target = target.strip_prefix("./").unwrap_or(target);
        let folder = if target.starts_with('/') { "" } else { folder };
        Some(escape(&format!("{origin}{folder}{target}")))
    }
}

/// The part before the first colon, if it is a scheme (RFC 3986 section 3.1).
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || "+-.".contains(char));
    valid.then_some(scheme)
}

/// Origin and folder of an absolute URL.
fn split(url: &str) -> Option<(String, String)> {
    let url = url.trim();
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let known = matches!(scheme, "http" | "https") && !host.is_empty();
    let folder = path
        .rsplit_once('/')
        .map_or_else(|| "/".to_owned(), |(folder, _)| format!("/{folder}/"));
    known.then(|| (format!("{scheme}://{host}"), folder))
}

/// Percent-encodes what would end or change a Markdown link.
pub(super) fn escape(url: &str) -> String {
    let mut escaped = String::with_capacity(url.len());
    for char in url.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            char if char.is_whitespace() => escaped.push_str("%20"),
            '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '`' | '\\' | '|' | '^' => {
                escaped.push_str(&format!("%{:02X}", u32::from(char)));
            }
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    // The ampersands of a query are plain where no name follows that HTML could know.
    if escaped.contains("&amp;") && !url.contains(';') {
        escaped.replace("&amp;", "&")
    } else {
        escaped
    }
}
