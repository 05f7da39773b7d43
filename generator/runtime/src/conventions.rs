//! What the API calls the members, keys and headers that its conventions need.

/// The headers of a response that name the request: the first that is there counts.
pub(crate) static REQUEST_ID_HEADERS: [http::HeaderName; 2] = [
    http::HeaderName::from_static("request-id"),
    http::HeaderName::from_static("x-request-id"),
];

/// The members of a page of a list.
pub(crate) mod page {
    /// The items.
    pub(crate) const ITEMS: &str = "data";
    /// Whether there are more.
    pub(crate) const MORE: &str = "has_more";
    /// The path of the list.
    pub(crate) const URL: &str = "url";
    /// How many items there are on all pages.
    pub(crate) const TOTAL: &str = "total_count";
    /// What tells that an object is a page, and its value.
    pub(crate) const TAG: (&str, &str) = ("object", "list");
}

/// The keys of bounds on a value.
pub(crate) mod range {
    /// Greater.
    pub(crate) const GT: &str = "gt";
    /// Greater or equal.
    pub(crate) const GTE: &str = "gte";
    /// Less.
    pub(crate) const LT: &str = "lt";
    /// Less or equal.
    pub(crate) const LTE: &str = "lte";
}

/// Where a body tells what went wrong.
pub(crate) mod error {
    /// The member that holds the rest, if it is there; otherwise the body itself does.
    pub(crate) const OBJECT: &str = "error";
    /// The kind of error.
    pub(crate) const KIND: &str = "type";
    /// The short name of the error.
    pub(crate) const CODE: &str = "code";
    /// What is said to people: the first that is there counts.
    pub(crate) const MESSAGES: &[&str] = &["message", "detail", "title"];
    /// The parameter at fault.
    pub(crate) const PARAM: &str = "param";
    /// Why a payment was declined.
    pub(crate) const DECLINE_CODE: &str = "decline_code";
}
