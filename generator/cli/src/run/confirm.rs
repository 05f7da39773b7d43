//! Questions before what cannot be undone.
//!
//! In: what is about to be done. Out: whether to go on. What always holds: without a terminal, only `--yes` is a yes; anything but yes is a no.

use super::around::Around;
use super::session::Run;
use crate::cli::ask::Irreversible;
use crate::cli::stop::{Class, Stop, harmless};

/// Asks before a request to a path that asks for what cannot be undone, if it does.
///
/// # Errors
///
/// If the answer is not yes, or nobody can be asked.
pub fn confirm_irreversible(
    run: &mut Run<'_, '_, '_>,
    path: &str,
    asked: Option<&Irreversible>,
) -> Result<(), Stop> {
    let is_confirmed = run.common.yes;
    match asked {
        None => Ok(()),
        Some(Irreversible::Said(flag)) => {
            confirm(run.around, &format!("{path}: --{flag}."), is_confirmed)
        }
        Some(Irreversible::ByDefault {
            yes,
            no,
            key,
            by_keys,
        }) => {
            let said = format!(
                "{path}: {key}=true is what the API does if neither --{yes} nor --{no} is given."
            );
            // What is by keys alone is sent as it stands, as a program for other requests would.
            if *by_keys && !run.around.can_ask() {
                if !is_confirmed && !run.common.quiet {
                    run.around.say(&format!("note: {}", harmless(&said)));
                }
                return Ok(());
            }
            confirm(run.around, &said, is_confirmed)
        }
    }
}

/// Asks, unless the answer was given.
///
/// # Errors
///
/// If the answer is not yes, or nobody can be asked.
pub fn confirm(around: &mut Around<'_>, what: &str, yes: bool) -> Result<(), Stop> {
    if yes {
        return Ok(());
    }
    let what = harmless(what);
    if !around.can_ask() {
        let message = format!("{what} This cannot be undone: confirm it by --yes");
        return Err(Stop::new(Class::NotConfirmed, message));
    }
    let asked = write!(around.err, "{what} This cannot be undone. Go on? [y/N] ");
    let asked = asked.and_then(|()| around.err.flush());
    let mut line = String::new();
    let read = asked.and_then(|()| around.input.read_line(&mut line));
    let is_yes = matches!(line.trim().to_lowercase().as_str(), "y" | "yes");
    match read.is_ok() && is_yes {
        true => Ok(()),
        false => Err(Stop::new(Class::NotConfirmed, "nothing was sent")),
    }
}
