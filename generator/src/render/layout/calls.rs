//! Calls that do not fit on the line: of functions, of methods one after the other, and the closures that they are given.
//!
//! In: the tokens of one, and what is left of the line. Out: its text. What always holds: an argument that is like a block stays behind
//! the parenthesis if it is the only one; others have a line each.

use super::super::tokens::{Kind, Token, behind, inside, is_mark, opens, part};
use super::expressions::last_tree;
use super::flat::{NotFlat, Syntax};
use super::operators::{TopLevel, operator, split};
use super::{Printed, Printer, STEP, Stop, room};

impl Printer<'_> {
    /// `head(inner)`, with question marks behind it.
    pub(super) fn call(
        &mut self,
        head: &[Token],
        inner: &[Token],
        at: (usize, usize, usize),
        tried: usize,
    ) -> Printed {
        let (indent, left, after) = at;
        if !matches!(
            head.last(),
            Some(
                Token {
                    kind: Kind::Word,
                    ..
                } | Token {
                    kind: Kind::Mark('>', _),
                    ..
                }
            )
        ) {
            return Err(Stop::Unsure);
        }
        let taken = self.flat(head, Syntax::Code)? + 1;
        self.out.push('(');
        let left = left.checked_sub(taken).ok_or(Stop::Unsure)?;
        self.arguments(inner, indent, left, after + 1 + tried)?;
        self.out.push(')');
        self.out.extend(std::iter::repeat_n('?', tried));
        Ok(())
    }

    /// The arguments of a call that does not fit: one that is like a block stays where it is, others get a line each.
    fn arguments(&mut self, inner: &[Token], indent: usize, left: usize, after: usize) -> Printed {
        match split(self.text, inner, false).as_slice() {
            [] => Err(Stop::Unsure),
            [only] if self.is_like_block(only)? => {
                self.expression(only, indent, left, after, false)
            }
            _ => self.lines(inner, indent),
        }
    }

    /// Expressions, a line each.
    pub(super) fn lines(&mut self, inner: &[Token], indent: usize) -> Printed {
        let all = split(self.text, inner, false);
        for (index, one) in all.iter().enumerate() {
            self.out.push('\n');
            self.indent(indent + STEP);
            let after = usize::from(index + 1 < all.len());
            self.expression(one, indent + STEP, room(indent + STEP), after, false)?;
            self.out.push(',');
        }
        self.out.push('\n');
        self.indent(indent);
        Ok(())
    }

    /// Whether an expression is an array, a closure, a struct, a tuple or a block.
    fn is_like_block(&self, tokens: &[Token]) -> Result<bool, Stop> {
        if is_mark(tokens, 0, '|') || self.text.is(tokens, 0, "move") {
            return Ok(true);
        }
        if matches!(
            self.text.word(tokens, 0),
            Some("async" | "unsafe" | "const")
        ) || is_mark(tokens, 0, '#')
        {
            return Err(Stop::Unsure);
        }
        let shape = self.shape(tokens);
        let plain = shape.dots.is_empty() && shape.assigns.is_none() && !shape.binary;
        if !plain
            || matches!(
                tokens.first(),
                Some(Token {
                    kind: Kind::Mark('&' | '*' | '!' | '-', _),
                    ..
                })
            )
        {
            return Ok(false);
        }
        if matches!(
            self.text.word(tokens, 0),
            Some("match" | "if" | "return" | "break")
        ) {
            return Ok(false);
        }
        let last = last_tree(tokens).ok_or(Stop::Unsure)?;
        if opens(tokens, last, '(') && last == 0 {
            return match split(self.text, inside(tokens, last), false).len() {
                0 => Ok(true),
                1 => Err(Stop::Unsure),
                _ => Ok(true),
            };
        }
        Ok(opens(tokens, last, '{') || (opens(tokens, last, '[') && last == 0))
    }

    /// `head.name(inner).name`, a line for each dot, but that a short name at the start of a line keeps the first.
    pub(super) fn chain(
        &mut self,
        tokens: &[Token],
        dots: &[usize],
        indent: usize,
        (left, after): (usize, usize),
        line_start: bool,
    ) -> Printed {
        let head = part(tokens, ..dots.first().copied().unwrap_or_default());
        let taken = self.flat(head, Syntax::Code)?;
        let mut left = left.checked_sub(taken).ok_or(Stop::Unsure)?;
        let short =
            line_start && head.len() == 1 && taken <= STEP && self.text.word(head, 0).is_some();
        let ends = dots.iter().skip(1).copied().chain([tokens.len()]);
        for (index, (start, end)) in dots.iter().copied().zip(ends).enumerate() {
            let link = part(tokens, start..end);
            let after = if end == tokens.len() { after } else { 0 };
            if index == 0 && short {
                match dots.len() {
                    1 => self.link(link, indent, left, after)?,
                    _ => self.fitting(link, Syntax::Code, left)?,
                }
                continue;
            }
            self.out.push('\n');
            self.indent(indent + STEP);
            left = room(indent + STEP);
            self.link(link, indent + STEP, left, after)?;
        }
        Ok(())
    }

    /// `.name(inner)`, with question marks behind it.
    fn link(&mut self, tokens: &[Token], indent: usize, left: usize, after: usize) -> Printed {
        let start = self.out.len();
        match self.flat(tokens, Syntax::Code) {
            Ok(taken) if taken + after <= left => return Ok(()),
            Err(NotFlat::Unsure) => return Err(Stop::Unsure),
            _ => self.out.truncate(start),
        }
        let mut end = tokens.len();
        while end > 0 && is_mark(tokens, end - 1, '?') {
            end -= 1;
        }
        let last = last_tree(part(tokens, ..end)).filter(|last| opens(tokens, *last, '('));
        let last = last.ok_or(Stop::Unsure)?;
        let at = (indent, left, after);
        self.call(
            part(tokens, ..last),
            inside(tokens, last),
            at,
            tokens.len() - end,
        )
    }

    /// `|parameters| body`.
    pub(super) fn closure(
        &mut self,
        tokens: &[Token],
        indent: usize,
        left: usize,
        after: usize,
    ) -> Printed {
        let start = usize::from(self.text.is(tokens, 0, "move"));
        let (operator, length) = operator(tokens, start, false).ok_or(Stop::Unsure)?;
        let head = match operator {
            "||" => start + length,
            "|" => TopLevel::bar(tokens, start + 1) + 1,
            _ => return Err(Stop::Unsure),
        };
        let body = part(tokens, head..);
        if is_mark(body, 0, '-') {
            return Err(Stop::Unsure);
        }
        let taken = self.flat(part(tokens, ..head), Syntax::Code)? + 1;
        self.out.push(' ');
        let left = left.checked_sub(taken).ok_or(Stop::Unsure)?;
        if opens(body, 0, '{') && behind(body, 0) == body.len() {
            return match self.single(inside(body, 0))? || inside(body, 0).is_empty() {
                true => Err(Stop::Unsure),
                false => self.braced(inside(body, 0), indent),
            };
        }
        let shape = self.shape(body);
        let is_call = shape.dots.is_empty()
            && shape.assigns.is_none()
            && !shape.binary
            && !matches!(
                body.first(),
                Some(Token {
                    kind: Kind::Mark(..),
                    ..
                })
            )
            && last_tree(body).is_some_and(|last| last > 0 && opens(body, last, '('));
        if is_call || self.text.is(body, 0, "match") || self.is_like_block(body)? {
            return self.expression(body, indent, left, after, false);
        }
        let semicolon = if self.needs_semicolon(body) {
            ";\n"
        } else {
            "\n"
        };
        self.out.push_str("{\n");
        self.indent(indent + STEP);
        self.expression(body, indent + STEP, room(indent + STEP), 0, false)?;
        self.out.push_str(semicolon);
        self.indent(indent);
        self.out.push('}');
        Ok(())
    }
}
