//! Statements, and what they are made of besides expressions: blocks, branches and arms.
//!
//! In: tokens of a block. Out: a statement or more a line. What always holds: what is not known is printed by prettyplease, statement by
//! statement.

use super::super::tokens::{Token, behind, inside, is_mark, opens, part};
use super::flat::{NotFlat, Syntax};
use super::items::{attributes_end, is_item, item_end};
use super::operators::{Top, TopLevel, find};
use super::{Printed, Printer, STEP, Stop, parsed, room};

impl Printer<'_> {
    /// Prints the statements of a block.
    pub(super) fn block(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let mut at = 0;
        while at < tokens.len() {
            let end = self.statement_end(tokens, at);
            let statement = part(tokens, at..end);
            self.or_parsed(
                |printer| printer.statement(statement, indent),
                |text| parsed::statement(text, statement, indent),
            )?;
            at = end;
        }
        Ok(())
    }

    /// Prints a block, from its brace to its brace, which stands on a line of its own, if there is something in it.
    pub(super) fn braced(&mut self, tokens: &[Token], indent: usize) -> Printed {
        self.out.push('{');
        if !tokens.is_empty() {
            self.out.push('\n');
            self.block(tokens, indent + STEP)?;
            self.indent(indent);
        }
        self.out.push('}');
        Ok(())
    }

    /// Where the statement ends that starts at a place.
    fn statement_end(&self, tokens: &[Token], start: usize) -> usize {
        let first = attributes_end(tokens, start);
        if is_item(self.text, tokens, first) {
            return item_end(self.text, tokens, first);
        }
        let mut at = first;
        if let Some(end) = self.block_end(tokens, first) {
            if !is_mark(tokens, end, '.') && !is_mark(tokens, end, '?') {
                return end + usize::from(is_mark(tokens, end, ';'));
            }
            at = end;
        }
        while at < tokens.len() && !is_mark(tokens, at, ';') {
            at = behind(tokens, at);
        }
        (at + 1).min(tokens.len())
    }

    /// Where what starts at a place ends, if it is an expression that ends with a block.
    fn block_end(&self, tokens: &[Token], start: usize) -> Option<usize> {
        let word = self.text.word(tokens, start);
        if opens(tokens, start, '{') {
            return Some(behind(tokens, start));
        }
        if !matches!(
            word,
            Some("if" | "match" | "for" | "while" | "loop" | "unsafe")
        ) {
            return None;
        }
        let mut end = self.body(tokens, start).map(|at| behind(tokens, at))?;
        while word == Some("if") && self.text.is(tokens, end, "else") {
            end = self.body(tokens, end).map(|at| behind(tokens, at))?;
        }
        Some(end)
    }

    /// Where the block starts that belongs to the keyword at a place.
    fn body(&self, tokens: &[Token], start: usize) -> Option<usize> {
        let mut at = start;
        while at < tokens.len() {
            let next = behind(tokens, at);
            // Braces of a pattern have something behind them.
            if opens(tokens, at, '{')
                && !is_mark(tokens, next, '=')
                && !self.text.is(tokens, next, "in")
            {
                return Some(at);
            }
            at = next;
        }
        None
    }

    fn statement(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let first = attributes_end(tokens, 0);
        if is_item(self.text, tokens, first) {
            return self.item_with_attributes(tokens, indent);
        }
        let is_let = self.text.is(tokens, first, "let");
        if first > 0 && !is_let {
            return Err(Stop::Unsure);
        }
        self.attributes(part(tokens, ..first), indent)?;
        let tokens = part(tokens, first..);
        let ended = tokens
            .len()
            .checked_sub(1)
            .filter(|last| is_mark(tokens, *last, ';'));
        let body = part(tokens, ..ended.unwrap_or(tokens.len()));
        if body.is_empty() {
            return Err(Stop::Unsure);
        }
        self.indent(indent);
        let semicolon = match self.text.word(body, 0) {
            _ if is_let => {
                self.local(body, indent)?;
                true
            }
            Some("for" | "while") => {
                self.looped(body, indent)?;
                false
            }
            Some("loop" | "unsafe") => return Err(Stop::Unsure),
            Some("if") if ended.is_some() => return Err(Stop::Unsure),
            _ => {
                let semicolon = ended.is_some() || self.needs_semicolon(body);
                self.expression(body, indent, room(indent), usize::from(semicolon), true)?;
                semicolon
            }
        };
        self.out.push_str(if semicolon { ";\n" } else { "\n" });
        Ok(())
    }

    /// Whether the printer puts a semicolon behind the last expression of a block.
    pub(super) fn needs_semicolon(&self, tokens: &[Token]) -> bool {
        const ASSIGNMENTS: [&str; 11] = [
            "=", "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<=", ">>=",
        ];
        match self.text.word(tokens, 0) {
            Some("return" | "break" | "continue") => true,
            Some("if" | "match" | "unsafe" | "loop") => false,
            _ => TopLevel::new(self.text, tokens, false).any(|(_, top)| {
                matches!(top, Top::Operator(operator, _) if ASSIGNMENTS.contains(&operator))
            }),
        }
    }

    fn local(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let Some(equals) = find(self.text, tokens, true, "=") else {
            return self.fitting(tokens, Syntax::Head, room(indent) - 1);
        };
        let value = part(tokens, equals + 1..);
        if self.text.word(value, 0) != Some("if") && self.has_else(value) {
            return Err(Stop::Unsure);
        }
        let taken = self.flat(part(tokens, ..equals), Syntax::Head)? + 3;
        self.out.push_str(" = ");
        let left = room(indent).checked_sub(taken).ok_or(Stop::Unsure)?;
        self.expression(value, indent, left, 1, false)
    }

    fn has_else(&self, tokens: &[Token]) -> bool {
        let mut top = TopLevel::new(self.text, tokens, false);
        top.any(|(at, _)| self.text.is(tokens, at, "else"))
    }

    /// `for` and `while`.
    fn looped(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let body = self.body(tokens, 0).ok_or(Stop::Unsure)?;
        if behind(tokens, body) != tokens.len() {
            return Err(Stop::Unsure);
        }
        self.fitting(part(tokens, ..body), Syntax::Head, room(indent) - 2)?;
        self.out.push(' ');
        self.braced(inside(tokens, body), indent)
    }

    /// `match`.
    pub(super) fn matched(&mut self, tokens: &[Token], indent: usize, room: usize) -> Printed {
        let body = self.body(tokens, 0).ok_or(Stop::Unsure)?;
        let arms = inside(tokens, body);
        if behind(tokens, body) != tokens.len() || arms.is_empty() {
            return Err(Stop::Unsure);
        }
        self.fitting(part(tokens, ..body), Syntax::Head, room.saturating_sub(2))?;
        self.out.push_str(" {\n");
        let mut at = 0;
        while at < arms.len() {
            at = self.arm(arms, at, indent + STEP)?;
        }
        self.indent(indent);
        self.out.push('}');
        Ok(())
    }

    /// Prints an arm, and answers where the next one starts.
    fn arm(&mut self, arms: &[Token], start: usize, indent: usize) -> Result<usize, Stop> {
        let rest = part(arms, start..);
        let arrow = find(self.text, rest, true, "=>").ok_or(Stop::Unsure)?;
        self.indent(indent);
        let taken = self.flat(part(rest, ..arrow), Syntax::Pattern)? + 4;
        self.out.push_str(" => ");
        let left = room(indent).checked_sub(taken).ok_or(Stop::Unsure)?;
        let body = part(rest, arrow + 2..);
        let end = match opens(body, 0, '{') {
            true => behind(body, 0),
            false => find(self.text, body, false, ",").unwrap_or(body.len()),
        };
        let next = end + usize::from(is_mark(body, end, ','));
        if is_mark(body, end, '.') || is_mark(body, end, '?') {
            return Err(Stop::Unsure);
        }
        self.arm_body(part(body, ..end), indent, left)?;
        self.out.push('\n');
        Ok(start + arrow + 2 + next)
    }

    fn arm_body(&mut self, tokens: &[Token], indent: usize, left: usize) -> Printed {
        let mut tokens = tokens;
        while opens(tokens, 0, '{') && behind(tokens, 0) == tokens.len() {
            match self.single(inside(tokens, 0))? {
                true => tokens = inside(tokens, 0),
                // The brace belongs to what is before it.
                false if left == 0 => return Err(Stop::Unsure),
                false => return self.braced(inside(tokens, 0), indent),
            }
        }
        if tokens.len() == 2 && opens(tokens, 0, '(') && left > 0 {
            self.out.push_str("{}");
            return Ok(());
        }
        let start = self.out.len();
        let told = match self.text.word(tokens, 0) {
            Some("if") if self.has_else(tokens) => return Err(Stop::Unsure),
            Some("if") => Err(NotFlat::Broken),
            _ => self.flat(tokens, Syntax::Code),
        };
        match told {
            Ok(taken) if taken <= left => {
                self.out.push(',');
                return Ok(());
            }
            Err(NotFlat::Unsure) => return Err(Stop::Unsure),
            _ => self.out.truncate(start),
        }
        self.out.push_str("{\n");
        let semicolon = if self.needs_semicolon(tokens) {
            ";\n"
        } else {
            "\n"
        };
        self.indent(indent + STEP);
        self.expression(tokens, indent + STEP, room(indent + STEP), 0, true)?;
        self.out.push_str(semicolon);
        self.indent(indent);
        self.out.push('}');
        Ok(())
    }

    /// Whether a block is nothing but an expression.
    pub(super) fn single(&self, tokens: &[Token]) -> Result<bool, Stop> {
        if tokens.is_empty() || self.statement_end(tokens, 0) < tokens.len() {
            return Ok(false);
        }
        if is_mark(tokens, 0, '#') || is_mark(tokens, 1, '!') {
            return Err(Stop::Unsure);
        }
        let is_expression =
            !is_mark(tokens, tokens.len() - 1, ';') && !is_item(self.text, tokens, 0);
        Ok(is_expression && !self.text.is(tokens, 0, "let"))
    }

    /// `if`, with all that follows it.
    pub(super) fn branches(
        &mut self,
        tokens: &[Token],
        indent: usize,
        left: usize,
        after: usize,
    ) -> Printed {
        let (mut heads, mut bodies, mut at) = (Vec::new(), Vec::new(), 0);
        while at < tokens.len() {
            let body = self.body(tokens, at).ok_or(Stop::Unsure)?;
            heads.push(part(tokens, at..body));
            bodies.push(inside(tokens, body));
            at = behind(tokens, body);
            if at < tokens.len() && !self.text.is(tokens, at, "else") {
                return Err(Stop::Unsure);
            }
        }
        let start = self.out.len();
        if bodies.len() > 1 {
            if self.flat_branches(&heads, &bodies, left, after)? {
                return Ok(());
            }
            self.out.truncate(start);
        }
        for (index, (head, body)) in heads.iter().zip(&bodies).enumerate() {
            let alone = bodies.len() > 1 && self.single(body)?;
            if alone && self.needs_semicolon(body) {
                return Err(Stop::Unsure);
            }
            let left = if index == 0 { left } else { room(indent) - 2 };
            self.head(index, head, left)?;
            self.braced(body, indent)?;
        }
        Ok(())
    }

    /// What is before the block of a branch.
    fn head(&mut self, index: usize, head: &[Token], left: usize) -> Printed {
        let start = self.out.len();
        let mut head = head;
        if index > 0 {
            self.out.push_str(" else ");
            head = part(head, 1..);
        }
        if !head.is_empty() {
            self.flat(head, Syntax::Head)?;
            self.out.push(' ');
        }
        match self.out.len() - start < left {
            true => Ok(()),
            false => Err(Stop::Unsure),
        }
    }

    /// Prints branches on the line, if they fit.
    fn flat_branches(
        &mut self,
        heads: &[&[Token]],
        bodies: &[&[Token]],
        left: usize,
        after: usize,
    ) -> Result<bool, Stop> {
        let start = self.out.len();
        for (index, (head, body)) in heads.iter().zip(bodies).enumerate() {
            if !body.is_empty() && !self.single(body)? {
                return Ok(false);
            }
            self.head(index, head, usize::MAX)?;
            self.out.push('{');
            if !body.is_empty() {
                self.out.push(' ');
                match self.flat(body, Syntax::Code) {
                    Ok(_) => self.out.push(' '),
                    Err(NotFlat::Broken) => return Ok(false),
                    Err(NotFlat::Unsure) => return Err(Stop::Unsure),
                }
            }
            self.out.push('}');
        }
        Ok(self.out.len() - start + after <= left)
    }
}
