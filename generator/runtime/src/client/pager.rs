//! From page to page, without I/O.
//!
//! In: the first request for a list, then each page. Out: the next request. What always holds: no place of the list is asked
//! for twice, so it ends; after a failure, the request that failed is still known.

use std::collections::HashSet;
use std::fmt;

use crate::runtime::call::{PagingError, RequestOptions};
use crate::runtime::operation::{Cursor, CursorPaged};
use crate::runtime::types::List;

/// The walk over a list.
pub(super) struct Pager<O> {
    request: O,
    options: RequestOptions,
    backwards: bool,
    seen: HashSet<String>,
    state: PagerState,
}

#[derive(Debug)]
enum PagerState {
    /// The request is to be sent.
    Ask,
    /// The request was sent, and gave no page.
    Failed,
    /// The list cannot be read on.
    Astray(PagingError),
    /// That was told, or the last page was there.
    End,
}

/// Shows the number of places instead of these: there may be millions.
impl<O: fmt::Debug> fmt::Debug for Pager<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager")
            .field("request", &self.request)
            .field("options", &self.options)
            .field("backwards", &self.backwards)
            .field("seen", &self.seen.len())
            .field("state", &self.state)
            .finish()
    }
}

impl<O: CursorPaged> Pager<O> {
    pub(super) fn new(request: O, options: RequestOptions) -> Self {
        let mut seen = HashSet::new();
        let mut backwards = false;
        match request.cursor() {
            Some(Cursor::After(id)) => {
                seen.insert(id.to_owned());
            }
            Some(Cursor::Before(id)) => {
                backwards = true;
                seen.insert(id.to_owned());
            }
            None => {}
        }
        Self {
            request,
            options,
            backwards,
            seen,
            state: PagerState::Ask,
        }
    }

    /// The request to send now, or that there is something wrong with the list; `None` at the end.
    pub(super) fn ask(&mut self) -> Option<Result<(O, &RequestOptions), PagingError>> {
        match self.state {
            PagerState::Ask => Some(Ok((self.request.clone(), &self.options))),
            PagerState::Astray(error) => {
                self.state = match error {
                    PagingError::EmptyPage => PagerState::Failed,
                    PagingError::RepeatedCursor => PagerState::End,
                };
                Some(Err(error))
            }
            PagerState::Failed | PagerState::End => None,
        }
    }

    /// Notes that the request gave no page.
    pub(super) fn fail(&mut self) {
        self.state = PagerState::Failed;
    }

    /// Notes a page.
    pub(super) fn receive(&mut self, page: &List<O::Item>) {
        self.options = self.options.for_another_request();
        if !page.has_more {
            self.state = PagerState::End;
            return;
        }
        let end = if self.backwards {
            page.data.first()
        } else {
            page.data.last()
        };
        let Some(id) = end.and_then(O::cursor_of) else {
            self.state = PagerState::Astray(PagingError::EmptyPage);
            return;
        };
        if !self.seen.insert(id.to_owned()) {
            self.state = PagerState::Astray(PagingError::RepeatedCursor);
            return;
        }
        match self.request.at(self.cursor(id)) {
            Some(request) => {
                self.request = request;
                self.state = PagerState::Ask;
            }
            None => self.state = PagerState::End,
        }
    }

    /// The request that goes on behind the last page; for a page that is empty and claims more, the request for that page.
    pub(super) fn resume(&self) -> Option<&O> {
        let goes_on = matches!(
            self.state,
            PagerState::Ask | PagerState::Failed | PagerState::Astray(PagingError::EmptyPage)
        );
        goes_on.then_some(&self.request)
    }

    /// The request that goes on behind an item.
    pub(super) fn resume_behind(&self, id: &str) -> Option<O> {
        self.request.at(self.cursor(id))
    }

    /// Whether pages are read from their last item to their first.
    pub(super) fn is_backwards(&self) -> bool {
        self.backwards
    }

    fn cursor<'a>(&self, id: &'a str) -> Cursor<'a> {
        if self.backwards {
            Cursor::Before(id)
        } else {
            Cursor::After(id)
        }
    }
}

/// The items of the page that is being read.
#[derive(Debug)]
pub(super) struct Buffer<T> {
    items: std::vec::IntoIter<T>,
    last: Option<String>,
}

impl<T> Buffer<T> {
    pub(super) fn new() -> Self {
        Self {
            items: Vec::new().into_iter(),
            last: None,
        }
    }

    pub(super) fn fill(&mut self, page: List<T>) {
        self.items = page.into_iter();
    }

    /// The next item in the direction of the walk.
    pub(super) fn next<O: CursorPaged<Item = T>>(&mut self, pager: &Pager<O>) -> Option<T> {
        let item = match pager.is_backwards() {
            true => self.items.next_back(),
            false => self.items.next(),
        }?;
        self.last = O::cursor_of(&item).map(str::to_owned);
        Some(item)
    }

    /// The request that goes on behind the last item that was taken.
    pub(super) fn resume<O: CursorPaged<Item = T>>(&self, pager: &Pager<O>) -> Option<O> {
        if self.items.as_slice().is_empty() {
            return pager.resume().cloned();
        }
        match &self.last {
            Some(id) => pager.resume_behind(id),
            None => None,
        }
    }
}
