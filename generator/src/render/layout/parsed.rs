//! What is printed by prettyplease itself.
//!
//! In: tokens of an item, of a member of an `impl` or of statements. Out: lines with the indentation that was asked for. What always
//! holds: they are printed within as many modules as it takes to stand there.

use super::super::tokens::{Text, Token};
use super::STEP;

/// An item.
pub(super) fn item(text: &Text, tokens: &[Token], indent: usize) -> Result<String, syn::Error> {
    within(indent, "", &text.join(tokens), "")
}

/// A member of an `impl`.
pub(super) fn member(text: &Text, tokens: &[Token], indent: usize) -> Result<String, syn::Error> {
    within(
        indent.saturating_sub(STEP),
        "impl X {",
        &text.join(tokens),
        "}",
    )
}

/// Statements of a function.
pub(super) fn statement(
    text: &Text,
    tokens: &[Token],
    indent: usize,
) -> Result<String, syn::Error> {
    within(
        indent.saturating_sub(STEP),
        "fn f() {",
        &text.join(tokens),
        "}",
    )
}

/// What an `impl` starts with.
pub(super) fn impl_head(
    text: &Text,
    tokens: &[Token],
    indent: usize,
) -> Result<String, syn::Error> {
    let printed = within(
        indent,
        "",
        &(text.join(tokens) + "{ const X: u8 = 0; }"),
        "",
    )?;
    Ok(lines(&printed, 0, 2))
}

/// Prints an item in modules; of what has lines around it, what is within these.
fn within(indent: usize, open: &str, tokens: &str, close: &str) -> Result<String, syn::Error> {
    let modules = indent / STEP;
    let mut code = "mod m {".repeat(modules);
    code.push_str(open);
    code.push_str(tokens);
    code.push_str(close);
    code.push_str(&"}".repeat(modules));
    let printed = prettyplease::unparse(&syn::parse_str(&code)?);
    let around = modules + usize::from(!open.is_empty());
    Ok(lines(&printed, around, around))
}

/// The lines of a text without some at its start and at its end.
fn lines(text: &str, start: usize, end: usize) -> String {
    if start == 0 && end == 0 {
        return text.to_owned();
    }
    let count = text.lines().count();
    let lines = text.split_inclusive('\n').take(count.saturating_sub(end));
    lines.skip(start).collect()
}
