//! Bodies of answers: whole, or cut in half.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// The body of an answer.
#[derive(Debug)]
pub struct ReplyBody {
    rest: Option<Bytes>,
    /// How long the body says it is.
    length: u64,
    /// When it breaks off behind what is left, if it does.
    breaks: Option<Break>,
}

/// When a body breaks off.
#[derive(Clone, Copy, Debug)]
enum Break {
    /// Once what was written is on its way.
    AfterFlush,
    /// At once.
    Now,
}

impl ReplyBody {
    /// All of it.
    pub fn whole(bytes: Bytes) -> Self {
        Self {
            length: length(&bytes),
            rest: Some(bytes).filter(|bytes| !bytes.is_empty()),
            breaks: None,
        }
    }

    /// The first half, though it says that it is whole.
    pub fn half(bytes: &Bytes) -> Self {
        let half = bytes.slice(..bytes.len() / 2);
        Self {
            length: length(bytes).max(1),
            rest: Some(half).filter(|half| !half.is_empty()),
            breaks: Some(Break::AfterFlush),
        }
    }
}

fn length(bytes: &Bytes) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// A connection ends where something would follow.
#[derive(Debug)]
pub struct CutOff;

impl fmt::Display for CutOff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cut off on purpose")
    }
}

impl std::error::Error for CutOff {}

impl From<Infallible> for CutOff {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        match (self.rest.take(), self.breaks) {
            (Some(bytes), _) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            (None, Some(Break::AfterFlush)) => {
                // What stands before the break goes out while this has nothing yet.
                self.breaks = Some(Break::Now);
                context.waker().wake_by_ref();
                Poll::Pending
            }
            (None, Some(Break::Now)) => {
                self.breaks = None;
                Poll::Ready(Some(Err(CutOff)))
            }
            (None, None) => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && self.breaks.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
