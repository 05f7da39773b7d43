//! From page to page, without I/O.
//!
//! In: the first request for a list, then each page. Out: the next request. What always holds: no place of the list is asked
//! for twice, so it ends; after a failure, the request that failed is still known.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use http::HeaderMap;

use crate::runtime::call::{PagingError, RequestOptions, Response};
use crate::runtime::operation::{NextPage, Paged};

/// The walk over a list.
pub(super) struct Pager<O> {
    request: O,
    options: RequestOptions,
    /// The request that gave the last page.
    given: Option<O>,
    seen: HashSet<String>,
    /// A digest of the last page, where requests only count.
    last: Option<u64>,
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
            .field("seen", &self.seen.len())
            .field("state", &self.state)
            .finish()
    }
}

impl<O: Paged> Pager<O> {
    pub(super) fn new(request: O, options: RequestOptions) -> Self {
        Self {
            seen: request.place_in_list().into_iter().collect(),
            request,
            options,
            given: None,
            last: None,
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
    pub(super) fn receive(&mut self, page: &Response<O::Output>) {
        self.options = self.options.for_another_request();
        self.state = match self.next(page.value(), page.headers(), page.body()) {
            Ok(Some(request)) => {
                self.request = request;
                PagerState::Ask
            }
            Ok(None) => PagerState::End,
            Err(error) => PagerState::Astray(error),
        };
    }

    /// The request behind a page, if there is a page.
    fn next(
        &mut self,
        page: &O::Output,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Option<O>, PagingError> {
        self.given = Some(self.request.clone());
        let request = match self.request.request_behind(page, headers) {
            NextPage::Page(request) => request,
            NextPage::Last => return Ok(None),
            NextPage::Nowhere => return Err(PagingError::EmptyPage),
        };
        let position = request.place_in_list();
        if !position.is_some_and(|position| self.seen.insert(position)) {
            return Err(PagingError::RepeatedCursor);
        }
        if O::COUNTED {
            let mut digest = DefaultHasher::new();
            body.hash(&mut digest);
            let digest = Some(digest.finish());
            if std::mem::replace(&mut self.last, digest) == digest {
                return Err(PagingError::RepeatedCursor);
            }
        }
        Ok(Some(request))
    }

    /// The request that goes on behind the last page; for a page that is empty and claims more, the request for that page.
    pub(super) fn resume(&self) -> Option<&O> {
        let goes_on = matches!(
            self.state,
            PagerState::Ask | PagerState::Failed | PagerState::Astray(PagingError::EmptyPage)
        );
        goes_on.then_some(&self.request)
    }

    /// The request that gave the last page.
    pub(super) fn given(&self) -> Option<O> {
        self.given.clone()
    }
}

/// The items of the page that is being read.
pub(super) struct Buffer<O: Paged> {
    items: std::vec::IntoIter<O::Element>,
    given: Option<O>,
    taken: usize,
    mark: Option<String>,
}

impl<O: Paged> Buffer<O> {
    pub(super) fn new() -> Self {
        Self {
            items: Vec::new().into_iter(),
            given: None,
            taken: 0,
            mark: None,
        }
    }

    /// Takes a page, and the request that gave it.
    pub(super) fn fill(&mut self, page: O::Output, given: Option<O>) {
        *self = Self {
            items: O::items_of(page).into_iter(),
            given,
            ..Self::new()
        };
    }

    /// The next item in the direction of the walk.
    pub(super) fn next(&mut self) -> Option<O::Element> {
        let is_backwards = self.given.as_ref().is_some_and(O::reads_backwards);
        let item = match is_backwards {
            true => self.items.next_back(),
            false => self.items.next(),
        }?;
        self.taken += 1;
        self.mark = O::mark_of(&item).map(str::to_owned);
        Some(item)
    }

    /// The request that goes on behind the last item that was taken.
    pub(super) fn resume(&self, pager: &Pager<O>) -> Option<O> {
        if self.items.as_slice().is_empty() {
            return pager.resume().cloned();
        }
        let given = self.given.as_ref()?;
        given.request_for_rest(self.taken, self.mark.as_deref())
    }
}
