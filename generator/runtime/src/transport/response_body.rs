//! Bodies of responses, for the asynchronous transports.
//!
//! In: frames. Out: the whole body. What always holds: no more of it is held than the limit allows; a body that comes in one
//! piece, as short ones do, is not copied.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};

use super::error::{TransportError, TransportErrorKind};

/// Reads to the end. `broken` says what an error of the body is.
pub(super) async fn read_whole<B>(
    mut body: B,
    limit: usize,
    broken: impl Fn(B::Error) -> TransportError,
) -> Result<Bytes, TransportError>
where
    B: http_body::Body<Data = Bytes> + Unpin,
{
    let mut whole = Whole::default();
    while !body.is_end_stream() {
        let frame = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
        let Some(frame) = frame else {
            break;
        };
        // Trailers are nobody's here.
        let Ok(chunk) = frame.map_err(&broken)?.into_data() else {
            continue;
        };
        if whole.len().saturating_add(chunk.len()) > limit {
            return Err(TransportErrorKind::TooLarge.into());
        }
        whole.append(chunk);
    }
    Ok(whole.into_bytes())
}

/// What was read so far.
#[derive(Default)]
struct Whole {
    /// The first piece, if there is no other.
    only: Bytes,
    /// All pieces, if there are several.
    joined: BytesMut,
}

impl Whole {
    /// One of the two is empty.
    fn len(&self) -> usize {
        self.only.len().max(self.joined.len())
    }

    fn append(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.only = chunk;
            return;
        }
        self.joined
            .extend_from_slice(&std::mem::take(&mut self.only));
        self.joined.extend_from_slice(&chunk);
    }

    fn into_bytes(self) -> Bytes {
        match self.joined.is_empty() {
            true => self.only,
            false => self.joined.freeze(),
        }
    }
}
