//! How to get from one page of a list to the next.
//!
//! In: operations, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`].

use crate::api::{EventField, Ident, Type};

/// How to page through a list.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Paging {
    /// The type of an item.
    pub item: Type,
    /// What leads to the next page.
    pub way: PageWay,
}

/// What leads from one page to the next.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum PageWay {
    /// The last item of a page, which is a [`Type::Page`].
    Item {
        /// The item's field that is the cursor: its id.
        cursor: Ident,
        /// The input that takes the last item's cursor (`starting_after`).
        forward: usize,
        /// The input that takes the first item's cursor (`ending_before`), where there is one.
        backward: Option<usize>,
    },
    /// What the answer says, or what can be counted.
    Answer {
        /// Where the body has the items; empty where it is their list.
        items: PageMember,
        /// What the next request has.
        next: PageNext,
        /// What says that a page is the last one, besides.
        last: Option<PageEnd>,
    },
}

/// What the request for the next page has.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum PageNext {
    /// A value of the body, as the value of an input.
    Token {
        /// Where the body has it.
        from: PageMember,
        /// The input that takes it.
        to: usize,
        /// The member of that input that takes it, where it is a body of JSON. The input is required then, and the member is not.
        within: Option<PageMember>,
    },
    /// The address that the body has there.
    Link(PageMember),
    /// The address in the header `Link`.
    Header,
    /// How many items came before.
    Offset(usize),
    /// The number of the page.
    Number {
        /// The input that takes it.
        to: usize,
        /// The number of the first page.
        first: i64,
    },
}

/// A member of a page's body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct PageMember {
    /// The names that lead there on the wire, from outside.
    pub path: Vec<String>,
    /// The fields that lead there. [`decide`](crate::lower::decide) sets them.
    pub fields: Vec<EventField>,
}

/// What says that a page is the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct PageEnd {
    /// Where the body has it.
    pub member: PageMember,
    /// What it says.
    pub says: EndSays,
}

/// What a member says of the end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum EndSays {
    /// Whether there are more pages.
    More,
    /// Whether this is the last page.
    Last,
    /// How many pages there are, or how many items, as the request counts.
    Total,
}

impl Paging {
    /// The inputs that say which page is asked for, but for a body of JSON that has a member for it.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        match &self.way {
            PageWay::Item {
                forward, backward, ..
            } => [Some(*forward), *backward].into_iter().flatten().collect(),
            PageWay::Answer { next, .. } => match next {
                PageNext::Token {
                    within: Some(_), ..
                } => Vec::new(),
                PageNext::Token { to, .. } | PageNext::Number { to, .. } => vec![*to],
                PageNext::Offset(to) => vec![*to],
                PageNext::Link(_) | PageNext::Header => Vec::new(),
            },
        }
    }

    /// The member of a body of JSON that takes what leads to the next page, with the input that the body is.
    #[must_use]
    pub fn body_member(&self) -> Option<(usize, &PageMember)> {
        match &self.way {
            PageWay::Answer {
                next: PageNext::Token { to, within, .. },
                ..
            } => Some((*to, within.as_ref()?)),
            PageWay::Item { .. } | PageWay::Answer { .. } => None,
        }
    }

    /// The same, to be changed.
    pub fn body_member_mut(&mut self) -> Option<(usize, &mut PageMember)> {
        match &mut self.way {
            PageWay::Answer {
                next: PageNext::Token { to, within, .. },
                ..
            } => Some((*to, within.as_mut()?)),
            PageWay::Item { .. } | PageWay::Answer { .. } => None,
        }
    }

    /// What is looked for in a page's body, each with where it is kept, to be changed.
    pub fn members_mut(&mut self) -> Vec<&mut PageMember> {
        match &mut self.way {
            PageWay::Item { .. } => Vec::new(),
            PageWay::Answer { items, next, last } => {
                let next = match next {
                    PageNext::Token { from, .. } | PageNext::Link(from) => Some(from),
                    PageNext::Header | PageNext::Offset(_) | PageNext::Number { .. } => None,
                };
                let last = last.iter_mut().map(|last| &mut last.member);
                [items].into_iter().chain(next).chain(last).collect()
            }
        }
    }
}
