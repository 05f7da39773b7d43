//! Tokens that are fetched, for calls that need them.
//!
//! In: the tokens that a call needs, and a transport. Out: each of them, held or fetched now. What always holds: what a fetch
//! comes to is kept for all clients that share it; the time of the call is the time of its fetches.

use std::future::poll_fn;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use super::contract::{Attempt, AttemptLimits, BlockingTransport, Transport};
use crate::runtime::secret::{
    OAuthGrant, SecretText, Token, TokenError, TokenSource, Tokens, Turn, token_in,
};

/// What a call gets.
pub(crate) type Authorized = Result<Vec<SecretText>, TokenError>;

/// The time was up before there was a token.
pub(crate) fn too_late() -> TokenError {
    TokenError::new("it did not come in time", true)
}

/// Gets tokens for an asynchronous call.
pub(crate) async fn tokens<T: Transport>(
    transport: &T,
    needed: &[Arc<Tokens>],
    product: &'static str,
    limits: AttemptLimits,
) -> Authorized {
    let mut found = Vec::with_capacity(needed.len());
    for tokens in needed {
        let mut seen = None;
        let turn = poll_fn(|context| tokens.poll_turn(&mut seen, context)).await;
        found.push(match turn {
            Turn::Token(secret) => secret,
            Turn::Failed(error) => return Err(error),
            Turn::Fetch(fetch) => {
                let fetched = fetched(transport, tokens, product, limits).await;
                fetch.finish(fetched)?
            }
        });
    }
    Ok(found)
}

async fn fetched<T: Transport>(
    transport: &T,
    tokens: &Arc<Tokens>,
    product: &'static str,
    limits: AttemptLimits,
) -> Result<Token, TokenError> {
    match &tokens.source {
        TokenSource::Grant(grant) => {
            let request = grant.request(tokens.refresh().as_ref(), product)?;
            read(transport.send(request, limits).await)
        }
        TokenSource::Asynchronous(fetch) => {
            fetch().await.map_err(|error| TokenError::new(error, false))
        }
        TokenSource::Blocking(_) => {
            let tokens = Arc::clone(tokens);
            let given = transport.unblock(move || match &tokens.source {
                // Rust 1.88 does not see that a future is `Send` that gives a boxed error.
                TokenSource::Blocking(fetch) => {
                    Ok(fetch().map_err(|error| TokenError::new(error, false)))
                }
                TokenSource::Asynchronous(_) | TokenSource::Grant(_) => {
                    Err(io::ErrorKind::Unsupported.into())
                }
            });
            given.await.map_err(|error| TokenError::new(error, false))?
        }
    }
}

/// Gets tokens for a blocking call.
pub(crate) fn blocking_tokens<T: BlockingTransport>(
    transport: &T,
    needed: &[Arc<Tokens>],
    product: &'static str,
    limits: AttemptLimits,
) -> Authorized {
    let start = Instant::now();
    let mut found = Vec::with_capacity(needed.len());
    for tokens in needed {
        let left = limits.total.saturating_sub(start.elapsed());
        found.push(match tokens.wait_turn(left).ok_or_else(too_late)? {
            Turn::Token(secret) => secret,
            Turn::Failed(error) => return Err(error),
            Turn::Fetch(fetch) => {
                let total = limits.total.saturating_sub(start.elapsed());
                let limits = AttemptLimits { total, ..limits };
                let fetched = match &tokens.source {
                    TokenSource::Grant(grant) => send(transport, grant, tokens, product, limits),
                    TokenSource::Blocking(fetch) => fetch().map_err(|error| TokenError::new(error, false)),
                    TokenSource::Asynchronous(_) => Err(TokenError::new(
                        "a blocking client cannot wait for what fetches it: give it by `Secret::fetched_blocking`",
                        false,
                    )),
                };
                fetch.finish(fetched)?
            }
        });
    }
    Ok(found)
}

fn send<T: BlockingTransport>(
    transport: &T,
    grant: &OAuthGrant,
    tokens: &Tokens,
    product: &str,
    limits: AttemptLimits,
) -> Result<Token, TokenError> {
    let request = grant.request(tokens.refresh().as_ref(), product)?;
    read(transport.send(request, limits))
}

/// The token in what a request to a token endpoint came to.
fn read(attempt: Attempt) -> Result<Token, TokenError> {
    match attempt {
        Ok(response) => token_in(&response),
        Err(error) => Err(TokenError::new(
            format_args!("the token endpoint did not answer ({:?})", error.kind()),
            true,
        )),
    }
}
