//! Text that others wrote, as people are shown it.
//!
//! In: any text, such as what an API answered. Out: the same, safe to print and to log. What always holds: it is one line
//! of at most 1,000 characters of the text; what controls a terminal or the direction of writing is escaped; what was cut
//! off is said.

use std::fmt::{self, Write as _};

/// The most characters (Unicode scalar values) of a text that are shown: more than any message for people has.
const LONGEST: usize = 1_000;

/// The most elements of a list that are shown: more than a request has that is wrong in everything.
const MOST: usize = 100;

/// Shows what a value displays: as it is by `Display`, in quotes by `Debug`.
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line::new(f, &[]);
        write!(line, "{}", self.0)?;
        line.say_cut()
    }
}

impl<T: fmt::Display> fmt::Debug for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        let mut line = Line::new(f, &['"', '\\']);
        write!(line, "{}", self.0)?;
        line.out.write_char('"')?;
        line.say_cut()
    }
}

/// Shows what `Debug` shows of a value that is not ours.
#[cfg(feature = "client")]
pub(crate) struct Foreign<T>(pub(crate) T);

#[cfg(feature = "client")]
impl<T: fmt::Debug> fmt::Debug for Foreign<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = Line::new(f, &[]);
        write!(line, "{:?}", self.0)?;
        line.say_cut()
    }
}

/// The first elements of a list.
pub(crate) struct Few<'a, T>(pub(crate) &'a [T]);

impl<T> Few<'_, T> {
    pub(crate) fn shown(&self) -> &[T] {
        self.0.get(..MOST).unwrap_or(self.0)
    }

    /// Says how many there are, if some are not shown.
    pub(crate) fn say_cut(
        &self,
        before: &str,
        what: &str,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        match self.0.len() > MOST {
            true => write!(f, "{before}… ({MOST} of {} {what})", self.0.len()),
            false => Ok(()),
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Few<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.shown()).finish()?;
        self.say_cut("", "elements", f)
    }
}

/// A line that is being written.
struct Line<'a, 'f> {
    out: &'a mut fmt::Formatter<'f>,
    /// What is escaped by a backslash besides what has to be.
    quoted: &'static [char],
    /// How many characters came so far, those that were cut off included.
    length: usize,
}

impl<'a, 'f> Line<'a, 'f> {
    fn new(out: &'a mut fmt::Formatter<'f>, quoted: &'static [char]) -> Self {
        let length = 0;
        Self {
            out,
            quoted,
            length,
        }
    }

    fn say_cut(self) -> fmt::Result {
        match self.length > LONGEST {
            true => write!(self.out, "… ({LONGEST} of {} characters)", self.length),
            false => Ok(()),
        }
    }
}

impl fmt::Write for Line<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let left = LONGEST.saturating_sub(self.length);
        for c in text.chars().take(left) {
            match is_control(c) || self.quoted.contains(&c) {
                true => write!(self.out, "{}", c.escape_default())?,
                false => self.out.write_char(c)?,
            }
        }
        self.length = self.length.saturating_add(text.chars().count());
        Ok(())
    }
}

/// Whether a character does something to a terminal or a line, instead of standing for itself: controls (category Cc),
/// line and paragraph separators, and what sets the direction of writing (`Bidi_Control`, UAX #9).
pub(crate) fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

/// Whether a text has only visible ASCII characters and spaces: what all servers read alike in a header.
pub(crate) fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
