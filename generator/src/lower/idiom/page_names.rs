//! What members and parameters of lists are usually called.
//!
//! In: nothing. Out: names without case and signs, so that `next_cursor` and `nextCursor` are one. What always holds: no name is
//! that of one API alone.

/// Lists of items, where there are others beside them.
pub const ITEMS: [&str; 7] = [
    "data", "items", "results", "values", "records", "entries", "list",
];

/// Objects that tell of pages.
pub const NESTS: [&str; 13] = [
    "links",
    "pages",
    "paging",
    "pagination",
    "meta",
    "metadata",
    "pageinfo",
    "responsemetadata",
    "cursors",
    "cursor",
    "page",
    "next",
    "nextpage",
];

/// What a body names the next page by, and the parameters that take it.
pub const TOKENS: [(&[&str], &[&str]); 5] = [
    (
        &[
            "nextcursor",
            "cursornext",
            "cursorsnext",
            "cursorsafter",
            "cursor",
            "endcursor",
            "next",
            "after",
        ],
        &[
            "cursor",
            "nextcursor",
            "pagecursor",
            "startcursor",
            "after",
            "startingafter",
        ],
    ),
    (
        &[
            "nextpagetoken",
            "nexttoken",
            "pagetoken",
            "nextpage",
            "pagenext",
            "pagingnext",
        ],
        &["pagetoken", "nexttoken", "nextpagetoken", "token", "page"],
    ),
    (
        &["nextcontinuationtoken", "continuationtoken", "continuation"],
        &["continuationtoken", "continuation"],
    ),
    (&["nextmarker", "marker"], &["marker", "nextmarker"]),
    (
        &["nextpage", "nextpagenumber", "pagenext"],
        &["page", "pagenumber"],
    ),
];

/// Addresses of the next page.
pub const LINKS: [&str; 13] = [
    "next",
    "nextlink",
    "nexturl",
    "nexturi",
    "nextpageurl",
    "nextpageuri",
    "nextpagelink",
    "odatanextlink",
    "nexthref",
    "linksnext",
    "pagesnext",
    "nextpage",
    "pagenext",
];

/// Parameters that say how many items come before.
pub const OFFSETS: [&str; 6] = [
    "offset",
    "skip",
    "startindex",
    "startat",
    "pageoffset",
    "start",
];

/// Parameters that are the number of a page.
pub const NUMBERS: [&str; 5] = ["page", "pagenumber", "pageindex", "pageno", "currentpage"];

/// Truth values that say that there is more.
pub const MORE: [&str; 6] = [
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmorepages",
    "hasmoreitems",
    "more",
];

/// Truth values that say that there is no more.
pub const END: [&str; 4] = ["islast", "islastpage", "isend", "lastpage"];

/// Numbers of all items, and of all pages.
pub const COUNTS: (&[&str], &[&str]) = (
    &[
        "total",
        "totalcount",
        "totalitems",
        "totalresults",
        "totalrecords",
        "totalsize",
    ],
    &[
        "totalpages",
        "pagecount",
        "lastpage",
        "numpages",
        "pagestotal",
    ],
);

/// A name without case and signs.
pub fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
