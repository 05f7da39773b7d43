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
struct Shape {
    /// Where it assigns.
    assigns: Option<usize>,
    /// Where members and methods are.
    dots: Vec<usize>,
    /// Whether it has another operator with two sides.
    binary: bool,
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

    fn shape(&self, tokens: &[Token]) -> Shape {
        let mut shape = Shape {
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

    /// `head(inner)`, with question marks behind it.
    fn call(
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
    fn lines(&mut self, inner: &[Token], indent: usize) -> Printed {
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

    /// `head.name(inner).name`, a line for each dot, but that a short name at the start of a line keeps the first.
    fn chain(
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
    fn closure(&mut self, tokens: &[Token], indent: usize, left: usize, after: usize) -> Printed {
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

/// Where the last tree starts.
fn last_tree(tokens: &[Token]) -> Option<usize> {
    let (mut at, mut last) = (0, None);
    while at < tokens.len() {
        last = Some(at);
        at = behind(tokens, at);
    }
    last
}
