//! Tokens of items and statements -> text, as prettyplease prints it.
//!
//! In: tokens with short names. Out: lines. What always holds: the text is what prettyplease makes of the same tokens. Most
//! of what is generated either fits on its line or is broken in one of a few ways, which are known here; everything else is
//! parsed and given to prettyplease, statement by statement ([`parsed`]). To parse everything took more than half of a run.
//!
//! prettyplease breaks a group where what is from its start to the next possible break behind it takes more than what is left of
//! the line. A group that fits is [flat]; so is all that is in it.

mod calls;
mod expressions;
mod flat;
mod items;
mod operators;
mod parsed;
mod statements;

use super::tokens::{Text, Token};
use flat::{NotFlat, Syntax, flat};

/// The width of a line, and what is left of it at the least, however deep it starts.
const MARGIN: usize = 89;
const LEAST: usize = 60;

/// One step of indentation.
const STEP: usize = 4;

/// Why something is not printed.
#[derive(Debug)]
enum Stop {
    /// How it is broken is not known here.
    Unsure,
    /// It is no Rust.
    Error(syn::Error),
}

impl From<NotFlat> for Stop {
    fn from(_: NotFlat) -> Self {
        Self::Unsure
    }
}

type Printed = Result<(), Stop>;

/// What is left of a line that starts with this indentation.
fn room(indent: usize) -> usize {
    MARGIN.saturating_sub(indent).max(LEAST)
}

/// Prints one item of a file.
pub(super) fn item(text: &Text, tokens: &[Token]) -> Result<String, syn::Error> {
    let mut printer = Printer::new(text);
    match printer.item_with_attributes(tokens, 0) {
        Ok(()) => Ok(printer.out),
        Err(Stop::Unsure) => parsed::item(text, tokens, 0),
        Err(Stop::Error(error)) => Err(error),
    }
}

/// Prints the attributes that a file starts with.
pub(super) fn attribute(text: &Text, tokens: &[Token]) -> Result<String, syn::Error> {
    parsed::item(text, tokens, 0)
}

/// Prints statements, with this indentation.
pub(super) fn block(text: &Text, tokens: &[Token], indent: usize) -> Result<String, syn::Error> {
    let mut printer = Printer::new(text);
    match printer.block(tokens, indent) {
        Ok(()) => Ok(printer.out),
        Err(Stop::Unsure) => parsed::statement(text, tokens, indent),
        Err(Stop::Error(error)) => Err(error),
    }
}

pub(super) use items::item_end;

/// The word that says what an item is.
pub(super) fn keyword<'t>(text: &'t Text, item: &[Token]) -> Option<&'t str> {
    text.word(
        item,
        items::keyword(text, item, items::attributes_end(item, 0)),
    )
}

/// What has been printed.
struct Printer<'t> {
    text: &'t Text,
    out: String,
}

impl<'t> Printer<'t> {
    fn new(text: &'t Text) -> Self {
        let out = String::new();
        Self { text, out }
    }

    /// Starts a line.
    fn indent(&mut self, indent: usize) {
        const BLANKS: &str = "                                ";
        let mut left = indent;
        while left > 0 {
            let blanks = BLANKS.get(..left).unwrap_or(BLANKS);
            self.out.push_str(blanks);
            left -= blanks.len();
        }
    }

    /// Prints tokens on the line, and answers what they take.
    fn flat(&mut self, tokens: &[Token], syntax: Syntax) -> Result<usize, NotFlat> {
        let start = self.out.len();
        flat(self.text, tokens, syntax, &mut self.out)?;
        Ok(self.out.len() - start)
    }

    /// Prints tokens on the line, if they fit.
    fn fitting(&mut self, tokens: &[Token], syntax: Syntax, room: usize) -> Printed {
        match self.flat(tokens, syntax)? <= room {
            true => Ok(()),
            false => Err(Stop::Unsure),
        }
    }

    /// Prints what is tried, or, where that is not known here, what `otherwise` makes of it.
    fn or_parsed(
        &mut self,
        tried: impl FnOnce(&mut Self) -> Printed,
        otherwise: impl FnOnce(&Text) -> Result<String, syn::Error>,
    ) -> Printed {
        let start = self.out.len();
        match tried(self) {
            Err(Stop::Unsure) => {
                self.out.truncate(start);
                let text = otherwise(self.text).map_err(Stop::Error)?;
                self.out.push_str(&text);
                Ok(())
            }
            printed => printed,
        }
    }
}
