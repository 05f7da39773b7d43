//! Items, with their attributes and members.
//!
//! In: the tokens of one. Out: its lines. What always holds: members of an `impl` that are not known are printed by prettyplease one by
//! one; any other item then is as a whole.

use super::super::tokens::{Text, Token, behind, inside, is_mark, opens, part};
use super::flat::Syntax;
use super::operators::{TopLevel, find, split};
use super::{Printed, Printer, STEP, Stop, parsed, room};

/// Where the attributes end that start at a place.
pub(in crate::render) fn attributes_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while is_mark(tokens, at, '#') && opens(tokens, at + 1, '[') {
        at = behind(tokens, at + 1);
    }
    at
}

/// Where the keyword of an item is, behind its visibility.
pub(in crate::render) fn keyword(text: &Text, tokens: &[Token], start: usize) -> usize {
    let public = text.is(tokens, start, "pub");
    let mut at = start + usize::from(public);
    if public && opens(tokens, at, '(') {
        at = behind(tokens, at);
    }
    at
}

/// Whether an item starts at a place.
pub(super) fn is_item(text: &Text, tokens: &[Token], start: usize) -> bool {
    let words = [
        "const", "enum", "fn", "impl", "mod", "pub", "static", "struct", "trait", "type", "use",
    ];
    text.word(tokens, start)
        .is_some_and(|word| words.contains(&word))
}

/// Where the item ends that starts at a place.
pub(in crate::render) fn item_end(text: &Text, tokens: &[Token], start: usize) -> usize {
    let first = keyword(text, tokens, attributes_end(tokens, start));
    let by_mark = match text.word(tokens, first) {
        Some("const") => !is_function(text, tokens, first),
        Some("use" | "static" | "type") => true,
        _ => false,
    };
    let mut at = first;
    while at < tokens.len() {
        if is_mark(tokens, at, ';') {
            return at + 1;
        }
        if !by_mark && opens(tokens, at, '{') {
            return behind(tokens, at);
        }
        at = behind(tokens, at);
    }
    at
}

/// Whether a function starts at a place.
fn is_function(text: &Text, tokens: &[Token], at: usize) -> bool {
    let at = (at..at + 3)
        .find(|at| !matches!(text.word(tokens, *at), Some("const" | "async" | "unsafe")));
    at.is_some_and(|at| text.is(tokens, at, "fn"))
}

impl Printer<'_> {
    pub(super) fn item_with_attributes(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let first = attributes_end(tokens, 0);
        self.attributes(part(tokens, ..first), indent)?;
        self.indent(indent);
        self.item(part(tokens, first..), indent)?;
        self.out.push('\n');
        Ok(())
    }

    /// Attributes, a line each.
    pub(super) fn attributes(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let mut at = 0;
        while at < tokens.len() {
            let inner = inside(tokens, at + 1);
            self.indent(indent);
            if self.text.is(inner, 0, "doc") && is_mark(inner, 1, '=') {
                let [_, _, literal] = inner else {
                    return Err(Stop::Unsure);
                };
                self.documentation(self.text.of(literal))?;
            } else {
                self.out.push_str("#[");
                self.fitting(inner, Syntax::Head, room(indent) - 3)?;
                self.out.push(']');
            }
            self.out.push('\n');
            at = behind(tokens, at + 1);
        }
        Ok(())
    }

    /// A line of documentation, from the literal that it is.
    fn documentation(&mut self, literal: &str) -> Printed {
        let text = literal
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'));
        let text = text.ok_or(Stop::Unsure)?;
        if text.starts_with('/') {
            return Err(Stop::Unsure);
        }
        self.out.push_str("///");
        let start = self.out.len();
        let mut rest = text;
        while let Some((plain, escaped)) = rest.split_once('\\') {
            self.out.push_str(plain);
            let mut chars = escaped.chars();
            match chars.next() {
                Some(char @ ('\\' | '"' | '\'')) => self.out.push(char),
                Some('t') => self.out.push('\t'),
                _ => return Err(Stop::Unsure),
            }
            rest = chars.as_str();
        }
        self.out.push_str(rest);
        let trimmed = self.out.trim_end_matches(' ').len();
        self.out.truncate(trimmed.max(start));
        Ok(())
    }

    fn item(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let first = keyword(self.text, tokens, 0);
        let last = tokens.len().checked_sub(1).ok_or(Stop::Unsure)?;
        let ended = is_mark(tokens, last, ';');
        if is_function(self.text, tokens, first) && !ended {
            return self.function(tokens, first, indent);
        }
        match self.text.word(tokens, first) {
            Some("use") if ended => self.import(tokens, indent),
            Some("mod" | "struct" | "type") if ended => {
                self.fitting(tokens, Syntax::Head, room(indent))
            }
            Some("const" | "static") if ended => {
                let equals = find(self.text, tokens, true, "=").ok_or(Stop::Unsure)?;
                let taken = self.flat(part(tokens, ..equals), Syntax::Head)? + 3;
                self.out.push_str(" = ");
                let left = room(indent).checked_sub(taken).ok_or(Stop::Unsure)?;
                self.expression(part(tokens, equals + 1..last), indent, left, 1, false)?;
                self.out.push(';');
                Ok(())
            }
            Some("struct" | "enum") => self.parts(tokens, indent),
            Some("impl") => self.implementation(tokens, indent),
            _ => Err(Stop::Unsure),
        }
    }

    /// The fields of a struct, or the variants of an enum.
    fn parts(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let body = tokens
            .iter()
            .enumerate()
            .position(|(at, _)| opens(tokens, at, '{'));
        let body = body.ok_or(Stop::Unsure)?;
        self.fitting(part(tokens, ..body), Syntax::Head, room(indent) - 3)?;
        let inner = inside(tokens, body);
        self.out.push_str(" {");
        if !inner.is_empty() {
            self.out.push('\n');
            for one in split(self.text, inner, true) {
                let first = attributes_end(one, 0);
                self.attributes(part(one, ..first), indent + STEP)?;
                self.indent(indent + STEP);
                self.fitting(part(one, first..), Syntax::Head, room(indent + STEP) - 1)?;
                self.out.push_str(",\n");
            }
            self.indent(indent);
        }
        self.out.push('}');
        Ok(())
    }

    fn implementation(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let mut at = 0;
        while at < tokens.len() && !opens(tokens, at, '{') {
            at = behind(tokens, at);
        }
        let (head, inner) = (part(tokens, ..at), inside(tokens, at));
        if inner.is_empty() {
            self.fitting(head, Syntax::Head, room(indent) - 3)?;
            self.out.push_str(" {}");
            return Ok(());
        }
        self.or_parsed(
            |printer| {
                printer.fitting(head, Syntax::Head, room(indent) - 2)?;
                printer.out.push_str(" {\n");
                Ok(())
            },
            |text| parsed::impl_head(text, head, indent).map(|head| head.trim_start().to_owned()),
        )?;
        let mut at = 0;
        while at < inner.len() {
            let end = item_end(self.text, inner, at);
            let member = part(inner, at..end);
            self.or_parsed(
                |printer| printer.item_with_attributes(member, indent + STEP),
                |text| parsed::member(text, member, indent + STEP),
            )?;
            at = end;
        }
        self.indent(indent);
        self.out.push('}');
        Ok(())
    }

    fn function(&mut self, tokens: &[Token], first: usize, indent: usize) -> Printed {
        let last = tokens.len().checked_sub(1).ok_or(Stop::Unsure)?;
        let body = (first..last).find(|at| behind(tokens, *at) > last && opens(tokens, *at, '{'));
        let body = body.ok_or(Stop::Unsure)?;
        let (head, inner) = (part(tokens, ..body), inside(tokens, body));
        let start = self.out.len();
        let brace = if inner.is_empty() { 3 } else { 2 };
        if self.flat(head, Syntax::Head)? + brace > room(indent) {
            self.out.truncate(start);
            self.signature(head, first, indent, brace)?;
        }
        self.out.push(' ');
        self.braced(inner, indent)
    }

    /// What a function starts with, an argument a line.
    fn signature(&mut self, head: &[Token], first: usize, indent: usize, brace: usize) -> Printed {
        let name = (first..head.len())
            .find(|at| self.text.is(head, *at, "fn"))
            .ok_or(Stop::Unsure)?
            + 1;
        let mut open = name + 1;
        if is_mark(head, open, '<') {
            open = TopLevel::behind_angles(head, open);
        }
        let (arguments, output) = (inside(head, open), part(head, behind(head, open)..));
        if !opens(head, open, '(') || arguments.is_empty() {
            return Err(Stop::Unsure);
        }
        self.fitting(part(head, ..open), Syntax::Head, room(indent) - 1)?;
        self.out.push_str("(\n");
        let all = split(self.text, arguments, true);
        for (index, one) in all.iter().enumerate() {
            self.indent(indent + STEP);
            let after = usize::from(index + 1 < all.len());
            self.fitting(one, Syntax::Head, room(indent + STEP) - after)?;
            self.out.push_str(",\n");
        }
        self.indent(indent);
        self.out.push(')');
        self.fitting(output, Syntax::Head, room(indent) - 1 - brace)
    }

    /// An import that does not fit: names of a group fill lines of their own, anything else has no place to be broken.
    fn import(&mut self, tokens: &[Token], indent: usize) -> Printed {
        let start = self.out.len();
        match self.fitting(tokens, Syntax::Use, room(indent)) {
            Err(Stop::Unsure) => self.out.truncate(start),
            printed => return printed,
        }
        let open = (0..tokens.len()).find(|at| opens(tokens, *at, '{'));
        let Some(open) = open else {
            return self.flat(tokens, Syntax::Use).map(drop).map_err(Stop::from);
        };
        let names = split(self.text, inside(tokens, open), true);
        if names.len() < 2 || behind(tokens, open) + 1 != tokens.len() {
            return Err(Stop::Unsure);
        }
        self.flat(part(tokens, ..open), Syntax::Use)?;
        self.out.push_str("{\n");
        self.indent(indent + STEP);
        let mut left = room(indent + STEP);
        for (index, name) in names.iter().enumerate() {
            let [name] = name else {
                return Err(Stop::Unsure);
            };
            let name = self.text.of(name);
            let taken = name.len() + usize::from(index + 1 < names.len());
            if index > 0 && taken < left {
                self.out.push(' ');
                left -= 1;
            } else if index > 0 {
                self.out.push('\n');
                self.indent(indent + STEP);
                left = room(indent + STEP);
            }
            self.out.push_str(name);
            self.out.push(',');
            left = left.saturating_sub(taken);
        }
        self.out.push('\n');
        self.indent(indent);
        self.out.push_str("};");
        Ok(())
    }
}
