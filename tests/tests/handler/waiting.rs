//! A wait asks until the API says what is waited for, its time is up, or asking on is of no use; on both clients.
//!
//! In: servers on this machine that change their mind after a few requests. Out: what the wait came to, and what it saw.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use acceptance::served::dispute;
use loopback::{Act, Loopback};
use serde_json::json;
use stripe_disputes::client::{ClientBuilder, Wait, WaitCause, WaitError};
use stripe_disputes::models::Error;
use stripe_disputes::{Client, Dispute, Disputes, RequestOptions};

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// A dispute that needs a response until it was asked for so often, and is under review from then on; before that, these
/// statuses answer in turn.
fn server(changes_at: usize, failures: &'static [u16]) -> Loopback {
    let asked = AtomicUsize::new(0);
    Loopback::answering(move |_| {
        let number = asked.fetch_add(1, Ordering::Relaxed);
        if let Some(status) = failures.get(number) {
            return Act::answer(*status, "{}");
        }
        let mut body = dispute("dp_1");
        body["status"] = match number < changes_at {
            true => json!("needs_response"),
            false => json!("under_review"),
        };
        Act::answer(200, &body.to_string())
    })
}

fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder("sk_test_1").base_url(server.url())
}

/// Waits that no test notices; failed calls are not sent again by themselves.
fn quick() -> Wait {
    Wait::new()
        .pauses(Duration::from_millis(1), Duration::from_millis(4))
        .options(RequestOptions::new().max_retries(0))
}

fn is_reviewed(dispute: &Dispute) -> bool {
    dispute.status.is_under_review()
}

#[tokio::test]
async fn it_ends_with_what_was_waited_for() -> Outcome {
    let server = server(3, &[]);
    let client = builder(&server).build()?;
    let retrieve = Disputes::retrieve("dp_1");
    let reviewed = client
        .wait_until_with(retrieve.clone(), &quick(), is_reviewed)
        .await?;
    assert!(reviewed.status.is_under_review());
    assert_eq!(server.requests(), 4);
    // What is so already needs no pause.
    client.wait_until(retrieve, is_reviewed).await?;
    assert_eq!(server.requests(), 5);
    Ok(())
}

#[test]
fn a_blocking_one_goes_on_after_failures_that_may_pass() -> Outcome {
    let server = server(5, &[503, 500, 503]);
    let client = builder(&server).build_blocking()?;
    let retrieve = Disputes::retrieve("dp_1");
    let reviewed = client.wait_until_with(retrieve.clone(), &quick(), is_reviewed)?;
    assert!(reviewed.status.is_under_review());
    assert_eq!(server.requests(), 6);
    client.wait_until(retrieve, is_reviewed)?;
    Ok(())
}

#[tokio::test]
async fn the_time_is_up() -> Outcome {
    let server = server(usize::MAX, &[]);
    let client = builder(&server).build()?;
    let wait = quick().deadline(Duration::from_millis(30));
    let waited = client.wait_until_with(Disputes::retrieve("dp_1"), &wait, is_reviewed);
    let error: WaitError<Dispute, Error> = waited.await.unwrap_err();
    assert!(matches!(error.cause(), WaitCause::Late), "{error}");
    let last = error.last().expect("an answer");
    assert!(last.status.needs_response(), "the last state is told");
    assert_eq!(error.calls() as usize, server.requests());
    assert!(error.calls() > 1 && error.waited() >= Duration::from_millis(30));
    let text = error.to_string();
    let calls = format!("in none of {} answers", error.calls());
    assert!(text.contains(&calls), "{text}");
    Ok(())
}

#[test]
fn a_failure_for_good_ends_it() -> Outcome {
    let server = server(0, &[404]);
    let client = builder(&server).build_blocking()?;
    let waited = client.wait_until(Disputes::retrieve("dp_1"), is_reviewed);
    let error = waited.unwrap_err();
    assert!(matches!(error.cause(), WaitCause::Call(error) if error.is_not_found()));
    assert!(error.last().is_none());
    assert_eq!((error.calls(), server.requests()), (1, 1));
    Ok(())
}

#[test]
fn what_must_not_be_repeated_is_not_sent() -> Outcome {
    let server = server(0, &[]);
    let client = builder(&server).build_blocking()?;
    let waited = client.wait_until(Disputes::update("dp_1").stage(), is_reviewed);
    let error = waited.unwrap_err();
    assert_eq!(
        error.to_string(),
        "a POST does something each time: wait for what a GET returns"
    );
    assert_eq!((error.calls(), server.requests()), (0, 0));
    Ok(())
}
