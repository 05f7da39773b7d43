//! Expressions.
//!
//! In: the tokens of one, what is left of the line, and how much comes behind it before the next possible break. Out: its text, on the
//! line if it fits. What always holds: `line_start` is true only for what starts its line as a statement or an arm, where short
//! receivers keep their first call.

use super::super::tokens::{Kind, Token, behind, inside, is_mark, opens, part};
use super::flat::{NotFlat, Syntax};
use super::operators::{Top, TopLevel, operator, split};
use super::{Printed, Printer, STEP, Stop, room};

/// How an expression is made.
pub(super) struct ExpressionShape {
    /// Where it assigns.
    pub assigns: Option<usize>,
    /// Where members and methods are.
    pub dots: Vec<usize>,
    /// Whether it has another operator with two sides.
    pub binary: bool,
}

impl Printer<'_> {
    pub(super) fn expression(
        &mut self,
        tokens: &[Token],
        indent: usize,
        left: usize,
        after: usize,
        line_start: bool,
    ) -> Printed {
        match self.text.word(tokens, 0) {
            Some("match") => return self.matched(tokens, indent, left),
            Some("if") => return self.branches(tokens, indent, left, after),
            _ => {}
        }
        let start = self.out.len();
        match self.flat(tokens, Syntax::Code) {
            Ok(taken) if taken + after <= left => return Ok(()),
            Err(NotFlat::Unsure) => return Err(Stop::Unsure),
            _ => self.out.truncate(start),
        }
        self.broken(tokens, indent, left, after, line_start)
    }

    /// Prints what does not fit on the line.
    fn broken(
        &mut self,
        tokens: &[Token],
        indent: usize,
        left: usize,
        after: usize,
        line_start: bool,
    ) -> Printed {
        if self.text.is(tokens, 0, "return") {
            self.out.push_str("return ");
            let left = left.checked_sub(7).ok_or(Stop::Unsure)?;
            return self.expression(part(tokens, 1..), indent, left, after, false);
        }
        if is_mark(tokens, 0, '|') || self.text.is(tokens, 0, "move") {
            return self.closure(tokens, indent, left, after);
        }
        let shape = self.shape(tokens);
        if let Some(equals) = shape.assigns.filter(|_| !shape.binary) {
            let taken = self.flat(part(tokens, ..equals), Syntax::Code)? + 3;
            self.out.push_str(" = ");
            let left = left.checked_sub(taken).ok_or(Stop::Unsure)?;
            return self.expression(part(tokens, equals + 1..), indent, left, after, false);
        }
        if shape.binary {
            return Err(Stop::Unsure);
        }
        if is_mark(tokens, 0, '&') {
            let mutable = self.text.is(tokens, 1, "mut");
            let taken = if mutable { "&mut " } else { "&" };
            self.out.push_str(taken);
            let left = left.checked_sub(taken.len()).ok_or(Stop::Unsure)?;
            return self.expression(
                part(tokens, 1 + usize::from(mutable)..),
                indent,
                left,
                after,
                false,
            );
        }
        match matches!(
            tokens.first(),
            Some(Token {
                kind: Kind::Mark(..),
                ..
            })
        ) {
            true => Err(Stop::Unsure),
            false if shape.dots.is_empty() => self.single_form(tokens, indent, left, after),
            false => self.chain(tokens, &shape.dots, indent, (left, after), line_start),
        }
    }

    pub(super) fn shape(&self, tokens: &[Token]) -> ExpressionShape {
        let mut shape = ExpressionShape {
            assigns: None,
            dots: Vec::new(),
            binary: false,
        };
        for (at, top) in TopLevel::new(self.text, tokens, false) {
            match top {
                Top::Operator("=", _) if shape.assigns.is_none() => shape.assigns = Some(at),
                Top::Operator(".", _) => shape.dots.push(at),
                Top::Operator("?" | "::" | "!" | "'", _) => {}
                Top::Operator("<", false) => {}
                Top::Operator(_, operand) => shape.binary |= operand,
                // What a closure has belongs to it.
                Top::Closure => break,
                Top::Tree => shape.binary |= self.text.is(tokens, at, "as"),
            }
        }
        shape
    }

    /// A call, a struct or an array.
    fn single_form(
        &mut self,
        tokens: &[Token],
        indent: usize,
        left: usize,
        after: usize,
    ) -> Printed {
        let mut end = tokens.len();
        while end > 0 && is_mark(tokens, end - 1, '?') {
            end -= 1;
        }
        let tried = tokens.len() - end;
        let last = last_tree(part(tokens, ..end)).ok_or(Stop::Unsure)?;
        let (head, inner) = (part(tokens, ..last), inside(tokens, last));
        if opens(tokens, last, '(') && !head.is_empty() {
            return self.call(head, inner, (indent, left, after), tried);
        }
        if tried > 0 {
            return Err(Stop::Unsure);
        }
        if opens(tokens, last, '{') && !head.is_empty() {
            return self.literal(head, inner, indent, left);
        }
        if tokens.len() == 1 {
            // There is nothing in it to be broken.
            return self
                .flat(tokens, Syntax::Code)
                .map(drop)
                .map_err(Stop::from);
        }
        if opens(tokens, last, '(') && split(self.text, inner, false).len() > 1 {
            self.out.push('(');
            self.lines(inner, indent)?;
            self.out.push(')');
            return Ok(());
        }
        if opens(tokens, last, '[') && head.is_empty() {
            let only_simple = split(self.text, inner, false).iter().all(|one| match one {
                [
                    Token {
                        kind: Kind::Literal,
                        ..
                    },
                ] => !self.text.join(one).starts_with('"'),
                _ => false,
            });
            if !only_simple {
                self.out.push('[');
                self.lines(inner, indent)?;
                self.out.push(']');
                return Ok(());
            }
        }
        Err(Stop::Unsure)
    }

    /// `head { inner }`.
    fn literal(&mut self, head: &[Token], inner: &[Token], indent: usize, left: usize) -> Printed {
        let is_path = |token: &Token| matches!(token.kind, Kind::Word | Kind::Mark(':', _));
        if inner.is_empty() || !head.iter().all(is_path) {
            return Err(Stop::Unsure);
        }
        self.fitting(head, Syntax::Code, left.saturating_sub(2))?;
        self.out.push_str(" {\n");
        let fields = split(self.text, inner, false);
        for (index, field) in fields.iter().enumerate() {
            self.indent(indent + STEP);
            let name = self.text.word(field, 0).ok_or(Stop::Unsure)?;
            self.out.push_str(name);
            if field.len() > 1 {
                if operator(field, 1, false) != Some((":", 1)) {
                    return Err(Stop::Unsure);
                }
                let left = room(indent + STEP).checked_sub(name.len() + 2);
                self.out.push_str(": ");
                let after = usize::from(index + 1 < fields.len());
                self.expression(
                    part(field, 2..),
                    indent + STEP,
                    left.ok_or(Stop::Unsure)?,
                    after,
                    false,
                )?;
            }
            self.out.push_str(",\n");
        }
        self.indent(indent);
        self.out.push('}');
        Ok(())
    }
}

/// Where the last tree starts.
pub(super) fn last_tree(tokens: &[Token]) -> Option<usize> {
    let (mut at, mut last) = (0, None);
    while at < tokens.len() {
        last = Some(at);
        at = behind(tokens, at);
    }
    last
}
