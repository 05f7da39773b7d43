//! Questions before what cannot be undone.
//!
//! In: what is about to be done. Out: whether to go on. What always holds: without a terminal, only `--yes` is a yes; anything but yes is a no.

use super::around::Around;
use crate::cli::stop::{Class, Stop, harmless};

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
    if !(around.terminals.input && around.terminals.err) {
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
